package dev.rollproof.extension;

import dev.rollproof.verifier.layout.Layout;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a SQLite database of its own, on which the migrations ran up to a version.
 *
 * <p>Test methods, {@code @BeforeEach} and {@code @AfterEach} methods and constructors take it as a parameter of type
 * {@link java.sql.Connection}, {@link javax.sql.DataSource}, {@link TestDatabase} or
 * {@link dev.rollproof.verifier.snapshot.SchemaSnapshot}; as a {@link java.nio.file.Path} with {@link Database}. The connections of
 * one test all see one database; the next test, repetition or parameter set starts afresh, unless {@link #scope()} says
 * otherwise. A {@code Connection} or {@code DataSource} parameter that bears another extension's annotation, or stands in a
 * constructor that does, is left to that extension.
 *
 * <p>It may stand on a class, a method or another annotation, several times where there are several databases; parameters
 * then say which by {@link Database}. For each {@link #database()} the nearest one counts: on the method, the class, its
 * superclass or interface, the class around a {@code @Nested} one. Nothing of a farther one is kept, but each {@link Seed} is.
 *
 * <p>On a Spring test the context's {@code DataSource} is the test's database, and contexts stay cached. Another thread, such as a web
 * server's, reaches it while no other test uses the same context. A context starts on a database of its own, which all migrations
 * made and which has no rows of tests; Boot's Flyway, Liquibase and {@code spring.sql.init} are off. Where there are several
 * {@code DataSource} beans, the one of the name {@link #database()} is meant, else the primary one.
 *
 * <p>A wrong use is an {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} before any SQL runs, also
 * where no parameter asks for the database. When a test fails, its database is kept and its path is printed: from JUnit 5.12 on as an
 * attachment in the platform's output directory, before that under {@code target/rollproof}, or {@code build/rollproof} where there
 * is a {@code build} and no {@code target}. The configuration parameter {@code rollproof.keep} ({@code on-failure},
 * {@code always}, {@code never}) changes that.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(MigratedDatabases.class)
@ExtendWith(MigratedDatabaseExtension.class)
public @interface MigratedDatabase {
    /** A {@link #version()}: that of the last migration. */
    long LATEST = -1;

    /** A {@link #version()}: before the first migration. */
    long EMPTY = -2;

    /**
     * The version to stop after, as the leading number of the file's name has it; {@link #LATEST}, {@link #EMPTY}, or a
     * version that the directory has. 0 is an ordinary version.
     */
    long version() default LATEST;

    /** The same for names that are no {@code long}: {@code "1.2"}, {@code "0003_add_orders"}. Not beside {@link #version()}. */
    String upTo() default "";

    /**
     * A migrations folder, or a folder that holds {@code rollproof.json} or one conventional place ({@code migrations},
     * {@code db/migrations}, {@code src/main/resources/db/migration}, …); relative to the working directory, or
     * {@code classpath:} and a resource folder that is no part of a jar. Empty: the working directory.
     */
    String migrations() default "";

    /**
     * Its name: needed where there are several, and where {@code rollproof.json} names several; without such a file only a
     * name.
     */
    String database() default "";

    /** Globs on the migrations' file names: only those that one of them matches are applied. */
    String[] include() default {};

    /** Globs on the migrations' file names: those that one of them matches are not applied. */
    String[] exclude() default {};

    /** The file conventions of the migrations folder. */
    Layout layout() default Layout.AUTO;

    /**
     * Files of rows that go in after the last migration, in this order, each in a transaction: {@code users.sql},
     * {@code users.csv} for the table {@code users}, {@code data.json}, as {@link dev.rollproof.verifier.seed.Seed} says.
     * They are relative to the working directory, or {@code classpath:} and a resource. {@code rollproof.json} adds none.
     * {@link Seed} puts rows in at an earlier version, and by Java.
     */
    String[] seeds() default {};

    /** Where the database is. */
    Storage storage() default Storage.FILE;

    /**
     * {@code PRAGMA foreign_keys} on the connections handed out, in {@link TestDatabase#jdbcUrl()} and for the seeds. The
     * migrations run as their layout's own tool runs them.
     */
    boolean foreignKeys() default true;

    /**
     * How long the database lives. Static {@code @BeforeAll} and {@code @AfterAll} methods, and constructors and
     * {@code @BeforeAll} methods of a class with one instance for all tests, take it only with {@link Scope#CLASS}, which cannot
     * stand on a method.
     */
    Scope scope() default Scope.TEST;
}
