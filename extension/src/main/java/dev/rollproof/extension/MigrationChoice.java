package dev.rollproof.extension;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which migrations an annotation means; each part as {@link MigratedDatabase} has it, empty or AUTO where not given. */
record MigrationChoice(
        String migrations, String database, List<String> include, List<String> exclude, Layout layout, String target) {

    static MigrationChoice of(MigratedDatabase annotation) {
        return new MigrationChoice(
                annotation.migrations(),
                annotation.database(),
                List.of(annotation.include()),
                List.of(annotation.exclude()),
                annotation.layout(),
                "");
    }

    static MigrationChoice of(RollbackTest annotation) {
        return new MigrationChoice(
                annotation.migrations(),
                annotation.database(),
                List.of(annotation.include()),
                List.of(annotation.exclude()),
                annotation.layout(),
                annotation.target());
    }

    static MigrationChoice of(VersionTest annotation) {
        return new MigrationChoice(
                annotation.migrations(),
                annotation.database(),
                List.of(annotation.include()),
                List.of(annotation.exclude()),
                annotation.layout(),
                "");
    }

    /** This one, with the parts of {@code other} where it has none. */
    MigrationChoice completedBy(MigrationChoice other) {
        return new MigrationChoice(
                migrations.isEmpty() ? other.migrations : migrations,
                database.isEmpty() ? other.database : database,
                include.isEmpty() ? other.include : include,
                exclude.isEmpty() ? other.exclude : exclude,
                layout == Layout.AUTO ? other.layout : layout,
                target.isEmpty() ? other.target : target);
    }

    /**
     * Reads the migrations, and what {@code rollproof.json} says of them.
     *
     * @throws InvalidInputException when there are none, or it is not clear which
     */
    ChosenMigrations read() {
        return readIn(Path.of(""), System.getenv());
    }

    ChosenMigrations readIn(Path workingDirectory, Map<String, String> environment) {
        Path folder = migrations.isEmpty() ? workingDirectory : UserPath.of(migrations);
        ReadingOptions options = ReadingOptions.of(layout)
                .withTarget(Optional.of(target).filter(id -> !id.isEmpty()).map(Target::of))
                .withEnvironment(environment);
        Project project = Project.read(folder, options);
        ProjectDatabase chosen = database(project, folder);
        MigrationSet all = chosen.migrations(project.reading());
        return new ChosenMigrations(all.select(include, exclude), project.severities(), chosen.seeds());
    }

    private ProjectDatabase database(Project project, Path folder) {
        boolean onlyAName = !migrations.isEmpty() && project.configuration().isEmpty();
        if (!database.isEmpty() && !onlyAName) {
            if (project.configuration().isEmpty()) {
                throw new InvalidInputException(
                        "database = \"%s\" is to be looked up in rollproof.json, and there is none in %s; write one, or say"
                                        .formatted(database, folder.toAbsolutePath())
                                + " with migrations = \"…\" where the migrations of this database are");
            }
            return project.database(database);
        }
        if (project.databases().size() > 1) {
            String names =
                    project.databases().stream().map(ProjectDatabase::name).collect(Collectors.joining(", "));
            throw new InvalidInputException("%s names the databases %s; say which with database = \"%s\""
                    .formatted(
                            project.configuration().orElseThrow().getFileName(),
                            names,
                            project.databases().get(0).name()));
        }
        return project.databases().get(0);
    }
}
