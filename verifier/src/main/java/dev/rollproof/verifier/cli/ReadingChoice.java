package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the migrations of a folder are to be read. */
final class ReadingChoice {
    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "The files' layout: ${COMPLETION-CANDIDATES} (default: found out).",
            completionCandidates = LayoutNames.class)
    private @Nullable String layout;

    @Option(names = "--database", paramLabel = "NAME", description = "Only this database of rollproof.json.")
    private @Nullable String database;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only migrations whose name or file name fits; may be repeated.")
    private List<String> include = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "No migrations whose name or file name fits; may be repeated.")
    private List<String> exclude = List.of();

    @Option(
            names = "--target",
            paramLabel = "sqlite[:VERSION]|d1",
            description =
                    "The engine that the migrations are for (default: d1 where a Wrangler configuration names the folder)."
                            + " With a version, such as sqlite:3.40, lint names what that SQLite lacks.")
    private @Nullable String target;

    @Option(
            names = "--placeholder",
            paramLabel = "NAME=VALUE",
            description = "What stands for $${NAME} in the scripts; may be repeated.")
    private Map<String, String> placeholders = Map.of();

    @Option(
            names = "--stub-function",
            paramLabel = "NAME",
            description =
                    "A function that only the application registers; while the scripts run it returns its first argument."
                            + " May be repeated.")
    private List<String> stubFunctions = List.of();

    /** What the user says of it. */
    ReadingOptions options(Surroundings surroundings) {
        return ReadingOptions.of(layout == null ? Layout.AUTO : Layout.of(layout))
                .withTarget(Optional.ofNullable(target).map(Target::of))
                .withPlaceholders(placeholders)
                .withStubFunctions(stubFunctions)
                .withEnvironment(surroundings.environment());
    }

    /** The database that is asked for, where one is. */
    Optional<String> database() {
        return Optional.ofNullable(database);
    }

    /** Functions that only the application registers. */
    List<String> stubFunctions() {
        return stubFunctions;
    }

    /** Those migrations of {@code all} that the user chooses. */
    MigrationSet chosen(MigrationSet all) {
        return all.select(include, exclude);
    }
}
