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
 * Runs a test once at each version of a range, on a fresh database that stands there: a database from any release ends up
 * right.
 *
 * <pre>{@code
 * @VersionTest(from = "3")
 * @Seed(value = "orders-of-3.csv", atVersion = 3)
 * void ordersSurvive(TestDatabase database) {
 *     database.migrateToLatest();
 *     …
 * }
 * }</pre>
 *
 * <p>The invocations are named like {@code 0003 add_vector_status}. A {@link Seed} of a later version than the invocation's is
 * left out of it; one without a version goes in at the invocation's. Attributes left empty come from the nearest
 * {@link MigratedDatabase} of the same {@code database}, and so do its seeds, {@code storage} and {@code foreignKeys}, but never its
 * version or its {@code scope}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith({MigratedDatabaseExtension.class, VersionTestExtension.class})
public @interface VersionTest {
    /** The first version, its number or its name, as {@link MigratedDatabase#upTo()} has it; empty: the first migration's. */
    String from() default "";

    /** The last version, likewise; empty: the last migration's. */
    String to() default "";

    /** The migrations folder, as in {@link MigratedDatabase#migrations()}. */
    String migrations() default "";

    /** The database's name, as in {@link MigratedDatabase#database()}. */
    String database() default "";

    /** Globs on the migrations' file names: only those that one of them matches are applied. */
    String[] include() default {};

    /** Globs on the migrations' file names: those that one of them matches are not applied. */
    String[] exclude() default {};

    /** The file conventions of the migrations folder. */
    Layout layout() default Layout.AUTO;
}
