package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which folder a command is about, and how it is read. */
final class FolderChoice {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "A migrations folder, or a folder that holds rollproof.json or one of the usual places below it"
                            + " (default: the working directory).")
    private Path directory = Path.of(".");

    @Mixin
    private ReadingChoice choice = new ReadingChoice();

    /** Known once the project is. */
    private ReadingOptions reading = ReadingOptions.of(Layout.AUTO);

    /** The project of the folder; a rollproof.json that is passed over is said on standard error. */
    Project project(Surroundings surroundings) {
        Project project =
                Project.read(surroundings.workingDirectory().resolve(directory), choice.options(surroundings));
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
        return choice.database().map(name -> List.of(project.database(name))).orElse(project.databases());
    }

    /** The migrations of {@code of} that the user chooses. */
    MigrationSet migrations(ProjectDatabase of) {
        return choice.chosen(wholeOf(of));
    }

    /** All migrations of {@code of}, were there no option that leaves some out. */
    MigrationSet wholeOf(ProjectDatabase of) {
        return of.migrations(reading);
    }

    /** The folder as it was given. */
    Path directory() {
        return directory;
    }
}
