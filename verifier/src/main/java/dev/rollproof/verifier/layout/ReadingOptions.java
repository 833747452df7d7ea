package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a migrations folder is to be read. {@link #of} and the {@code with…} methods make one.
 *
 * @param layout whose conventions; {@link Layout#AUTO} finds out
 * @param target the engine; empty: D1 where a Wrangler configuration names the folder, else SQLite
 * @param placeholders values by name, for the layouts that replace {@code ${name}}
 * @param stubFunctions names of functions that only the application registers
 * @param environment the environment variables, for the tools that read any: {@code FLYWAY_…}, {@code MIGRATIONS_…}, those of
 *     goose's ENVSUB
 * @param d1Database which D1 database they are for, where a Wrangler configuration has several with migrations in one folder
 */
public record ReadingOptions(
        Layout layout,
        Optional<Target> target,
        Map<String, String> placeholders,
        List<String> stubFunctions,
        Map<String, String> environment,
        Optional<WranglerDatabase> d1Database) {

    /** Keeps its own copies of the lists and maps. */
    public ReadingOptions {
        placeholders = Map.copyOf(placeholders);
        stubFunctions = List.copyOf(stubFunctions);
        environment = Map.copyOf(environment);
    }

    /** Makes options that say nothing but the layout. */
    public static ReadingOptions of(Layout layout) {
        return new ReadingOptions(layout, Optional.empty(), Map.of(), List.of(), Map.of(), Optional.empty());
    }

    /** These options for an engine; empty: found out. */
    public ReadingOptions withTarget(Optional<Target> other) {
        return new ReadingOptions(layout, other, placeholders, stubFunctions, environment, d1Database);
    }

    /** These options with other values to replace. */
    public ReadingOptions withPlaceholders(Map<String, String> other) {
        return new ReadingOptions(layout, target, other, stubFunctions, environment, d1Database);
    }

    /** These options with other functions of the application. */
    public ReadingOptions withStubFunctions(List<String> other) {
        return new ReadingOptions(layout, target, placeholders, other, environment, d1Database);
    }

    /** These options with other environment variables. */
    public ReadingOptions withEnvironment(Map<String, String> other) {
        return new ReadingOptions(layout, target, placeholders, stubFunctions, other, d1Database);
    }

    /** These options for one of several D1 databases. */
    public ReadingOptions withD1Database(Optional<WranglerDatabase> other) {
        return new ReadingOptions(layout, target, placeholders, stubFunctions, environment, other);
    }

    /** Whether the files are to be read as Wrangler does where they are its own. */
    boolean mayBeD1() {
        return target.map(Target.D1::equals).orElse(true);
    }
}
