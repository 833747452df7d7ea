package dev.rollproof.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Puts rows into the database of a {@link MigratedDatabase}, from a file or by a {@link Seeder}; at a version, so that the
 * later migrations run over them:
 *
 * <pre>{@code
 * @MigratedDatabase(version = 5)
 * @Seed(value = "users-of-2019.csv", atVersion = 3)
 * }</pre>
 *
 * <p>Those of the class come before those of the method, those of a superclass before those of the class, those of the
 * class around before those of a {@code @Nested} one, and {@link MigratedDatabase#seeds()} before all that go in at the end.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(Seeds.class)
@ExtendWith(MigratedDatabaseExtension.class)
public @interface Seed {
    /**
     * A file: {@code users.sql}, {@code users.csv} for the table {@code users}, {@code data.json}, as
     * {@link dev.rollproof.verifier.seed.Seed} says; relative to the working directory, or {@code classpath:} and a resource. Not
     * beside {@link #with()}.
     */
    String value() default "";

    /** Writes the rows. Not beside {@link #value()}. */
    Class<? extends Seeder> with() default Seeder.class;

    /** The version at which the database stands when the rows go in; {@link MigratedDatabase#LATEST}: the last that is applied. */
    long atVersion() default MigratedDatabase.LATEST;

    /** The {@link MigratedDatabase#database()} that it is for; empty where there is only one. */
    String database() default "";
}
