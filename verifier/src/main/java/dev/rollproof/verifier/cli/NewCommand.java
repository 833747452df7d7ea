package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.NewMigration;
import dev.rollproof.verifier.layout.NewMigration.NewFile;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code new}: the next migration and its rollback file. */
@Command(
        name = "new",
        description = "Make the next migration and its rollback file, named as the folder's own tool names them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class NewCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "1..2",
            paramLabel = "[DIR] NAME",
            hideParamSyntax = true,
            description =
                    "The folder, as for verify (default: the working directory), and what the migration is called: add_phone.")
    private List<String> parameters = List.of();

    @Mixin
    private ReadingChoice choice = new ReadingChoice();

    NewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String name = parameters.get(parameters.size() - 1);
        Path folder = surroundings
                .workingDirectory()
                .resolve(parameters.size() == 1 ? "." : parameters.get(0))
                .normalize();
        NewMigration next = isEmpty(folder) ? first(folder, name) : next(folder, name);
        next.write();
        for (NewFile file : next.files()) {
            Path path = next.directory().resolve(file.file()).normalize();
            surroundings.out().println("made " + surroundings.shown(path));
        }
        next.section().ifPresent(section -> {
            surroundings.out().println("nothing is made: this belongs " + section.place() + ":");
            surroundings.out().print(section.text());
        });
        return ExitCode.HOLDS;
    }

    private NewMigration next(Path folder, String name) {
        Project project = Project.read(folder, choice.options(surroundings));
        List<ProjectDatabase> databases =
                choice.database().map(asked -> List.of(project.database(asked))).orElse(project.databases());
        if (databases.size() > 1) {
            throw new InvalidInputException("%s has the databases %s; say for which one it is with --database"
                    .formatted(
                            folder,
                            databases.stream().map(ProjectDatabase::name).collect(Collectors.joining(", "))));
        }
        ProjectDatabase database = databases.get(0);
        if (isEmpty(database.directory())) {
            return first(database.directory(), name);
        }
        MigrationSet existing =
                MigrationDirectory.read(database.directory(), project.reading().withD1Database(database.d1Database()));
        NewMigration next =
                NewMigration.after(existing, name, surroundings.clock().instant());
        if (!next.isChosen(existing, database.include(), database.exclude())) {
            throw new InvalidInputException(
                    "the database %s would not take %s: its include and exclude in %s do not choose that name. Give it a name that they choose, or change them"
                            .formatted(
                                    database.name(),
                                    next.name(),
                                    project.configuration()
                                            .map(surroundings::shown)
                                            .orElse("rollproof.json")));
        }
        return next;
    }

    private NewMigration first(Path folder, String name) {
        ReadingOptions options = choice.options(surroundings);
        if (options.layout() == Layout.AUTO) {
            throw new InvalidInputException(
                    "%s, so there is no migration to go on from; say how it is to be laid out with --layout, one of %s"
                            .formatted(
                                    Files.exists(folder) ? folder + " is empty" : "there is no folder " + folder,
                                    String.join(", ", new LayoutNames())));
        }
        return NewMigration.first(
                folder, options.layout(), name, surroundings.clock().instant());
    }

    private static boolean isEmpty(Path folder) {
        String[] names = folder.toFile().list();
        return !Files.exists(folder) || (names != null && names.length == 0);
    }
}
