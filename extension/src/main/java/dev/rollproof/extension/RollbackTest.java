package dev.rollproof.extension;

import dev.rollproof.verifier.layout.Layout;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Proves every rollback of a migrations folder: one invocation of the test for each migration, named like
 * {@code 0003 add_vector_status: up, rollback, re-apply}.
 *
 * <p>An invocation fails with what was found, unless the rollback restores the schema or the migration is declared
 * irreversible, and nothing else is an error; then the method's body runs, and may take the
 * {@link dev.rollproof.verifier.verdict.MigrationVerdict} as a parameter to assert more. It is aborted where an earlier
 * migration fails. Warnings, notes and what is declared are published as report entries. An error in the folder as a whole, such as a
 * version that two files have, fails an invocation of its own. A folder without migrations is an error.
 *
 * <p>Attributes left empty come from the nearest {@link MigratedDatabase} of the same {@code database}, but never its
 * version, its {@code scope} or its {@code storage}. A {@code Connection} in the body is that database.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(RollbackTestExtension.class)
public @interface RollbackTest {
    /** The migrations folder, as in {@link MigratedDatabase#migrations()}. */
    String migrations() default "";

    /** The database's name in {@code rollproof.json}, as in {@link MigratedDatabase#database()}. */
    String database() default "";

    /** Globs on the migrations' file names: only those that one of them matches are proven. */
    String[] include() default {};

    /** Globs on the migrations' file names: those that one of them matches are left out. */
    String[] exclude() default {};

    /** The file conventions of the migrations folder. */
    Layout layout() default Layout.AUTO;

    /**
     * The engine that the migrations are for, {@code sqlite} or {@code d1}. Empty: as {@code rollproof.json} says, else D1
     * where a Wrangler configuration names the folder.
     */
    String target() default "";

    /**
     * Files of rows that go in after the last migration, in this order, as {@link MigratedDatabase#seeds()} has them, so that
     * the way down meets them. Empty: those of {@code @MigratedDatabase}, else those of {@code rollproof.json}. Rows that one
     * migration and its rollback meet are put in before it by {@link Seed#atVersion()}, from a file: no {@link Seeder} runs here.
     */
    String[] seeds() default {};

    /** How many rows are made for each table that holds fewer: 0, for none, to 1,000,000. */
    int rows() default 3;

    /** Whether a migration may have no rollback: its invocation then passes, without the method's body. */
    boolean allowMissing() default false;
}
