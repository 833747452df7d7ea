package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which migrations a command is about. */
final class MigrationChoice {
    @Mixin
    private FolderChoice folder = new FolderChoice();

    @Option(names = "--to", paramLabel = "VERSION", description = "Only migrations up to this version.")
    private @Nullable String to;

    /** The project of the folder; a rollproof.json that is passed over is said on standard error. */
    Project project(Surroundings surroundings) {
        return folder.project(surroundings);
    }

    /** The databases of {@code project} that the command is about. */
    List<ProjectDatabase> databases(Project project) {
        return folder.databases(project);
    }

    /** The migrations of {@code of} that the command is about. */
    MigrationSet migrations(ProjectDatabase of) {
        MigrationSet all = migrationsOf(of);
        return to == null ? all : all.upTo(to);
    }

    /** The same, were there no {@code --to}. */
    MigrationSet migrationsOf(ProjectDatabase of) {
        return folder.migrations(of);
    }

    /** All migrations of {@code of}, were there no option that leaves some out. */
    MigrationSet wholeOf(ProjectDatabase of) {
        return folder.wholeOf(of);
    }

    /** The folder as it was given. */
    Path directory() {
        return folder.directory();
    }

    /** Whether {@code --to} is given. */
    boolean stopsEarly() {
        return to != null;
    }
}
