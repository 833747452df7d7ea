package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which migrations a command is about. */
final class MigrationChoice {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "A migrations folder, or a folder that holds rollproof.json or one of the usual places below it"
                            + " (default: the working directory).")
    private Path directory = Path.of(".");

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
            paramLabel = "sqlite|d1",
            description =
                    "The engine that the migrations are for (default: d1 where a Wrangler configuration names the folder).")
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

    @Option(names = "--to", paramLabel = "VERSION", description = "Only migrations up to this version.")
    private @Nullable String to;

    /** Known once the project is. */
    private ReadingOptions reading = ReadingOptions.of(Layout.AUTO);

    /** The project of the folder; a rollproof.json that is passed over is said on standard error. */
    Project project(Surroundings surroundings) {
        ReadingOptions options = ReadingOptions.of(layout())
                .withTarget(Optional.ofNullable(target).map(Target::of))
                .withPlaceholders(placeholders)
                .withStubFunctions(stubFunctions)
                .withEnvironment(surroundings.environment());
        Project project = Project.read(surroundings.workingDirectory().resolve(directory), options);
        reading = project.reading();
        project.unread()
                .ifPresent(configuration -> surroundings
                        .err()
                        .println("rollproof: " + surroundings.shown(configuration)
                                + " is not read: the folder holds migrations itself"));
        return project;
    }

    /** The databases of {@code project} that the command is about. */
    List<ProjectDatabase> databases(Project project) {
        return database == null ? project.databases() : List.of(project.database(database));
    }

    /** The migrations of {@code of} that the command is about. */
    MigrationSet migrations(ProjectDatabase of) {
        MigrationSet all = migrationsOf(of);
        return to == null ? all : all.upTo(to);
    }

    /** The same, were there no {@code --to}. */
    MigrationSet migrationsOf(ProjectDatabase of) {
        return of.migrations(reading).select(include, exclude);
    }

    /** All migrations of {@code of}, were there no option that leaves some out. */
    MigrationSet wholeOf(ProjectDatabase of) {
        return of.migrations(reading);
    }

    /** The folder as it was given. */
    Path directory() {
        return directory;
    }

    /** Whether {@code --to} is given. */
    boolean stopsEarly() {
        return to != null;
    }

    private Layout layout() {
        return layout == null ? Layout.AUTO : Layout.of(layout);
    }
}
