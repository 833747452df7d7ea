package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.SchemaSource;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.history.TrackingTables;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.DiffText;
import dev.rollproof.verifier.rewrite.SchemaRewrite;
import dev.rollproof.verifier.rewrite.UnwritableSchemaException;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: compare two schemas. */
@Command(
        name = "diff",
        description = "Compare two schemas; exits with 1 when they differ. Each is a migrations folder, DIR@VERSION,"
                + " a SQLite file, which is only read, a .sql dump, or a .json snapshot.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DiffCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "A", description = "The schema to start from.")
    private String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "The schema that it is compared with.")
    private String b = "";

    @Option(names = "--sql", description = "Print the statements that turn A into B, and nothing else.")
    private boolean sql;

    @Option(
            names = "--all",
            description = "Compare the tables too that migration tools keep for themselves and only one side has.")
    private boolean all;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "The layout of migration files: ${COMPLETION-CANDIDATES} (default: found out).",
            completionCandidates = LayoutNames.class)
    private @Nullable String layout;

    @Option(names = "--database", paramLabel = "NAME", description = "This database of rollproof.json.")
    private @Nullable String database;

    DiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SchemaSnapshot from = read(a);
        SchemaSnapshot to = read(b);
        if (!all) {
            SchemaSnapshot whole = from;
            from = withoutTrackingTables(a, from, to);
            to = withoutTrackingTables(b, to, whole);
        }
        SchemaDiff diff = SchemaDiff.between(from, to);
        surroundings.out().print(sql ? statements(from, to) : DiffText.of(a, b, diff));
        return diff.isEmpty() ? ExitCode.HOLDS : ExitCode.ERRORS;
    }

    private SchemaSnapshot read(String schema) {
        Path path = surroundings.workingDirectory().resolve(schema);
        int at = schema.lastIndexOf('@');
        if (Files.isDirectory(path)) {
            return SchemaSource.read(migrations(path));
        }
        if (Files.exists(path)) {
            return SchemaSource.read(path);
        }
        Path folder = surroundings.workingDirectory().resolve(schema.substring(0, Math.max(at, 0)));
        if (at > 0 && Files.isDirectory(folder)) {
            return SchemaSource.read(migrations(folder).upTo(schema.substring(at + 1)));
        }
        throw new InvalidInputException("no such file or folder: " + path);
    }

    private MigrationSet migrations(Path folder) {
        ReadingOptions options = ReadingOptions.of(layout == null ? Layout.AUTO : Layout.of(layout))
                .withEnvironment(surroundings.environment());
        Project project = Project.read(folder, options);
        // The other side may be a plain folder, which has no databases to choose from.
        @Nullable String chosen = project.configuration().isPresent() ? database : null;
        List<ProjectDatabase> databases = chosen == null ? project.databases() : List.of(project.database(chosen));
        if (databases.size() > 1) {
            throw new InvalidInputException(folder + " has the databases "
                    + databases.stream().map(ProjectDatabase::name).collect(Collectors.joining(", "))
                    + "; say which one with --database");
        }
        return databases.get(0).migrations(project.reading());
    }

    /** What both sides have is compared, whoever keeps it. */
    private SchemaSnapshot withoutTrackingTables(String name, SchemaSnapshot schema, SchemaSnapshot other) {
        List<String> left = schema.tables().stream()
                .filter(TrackingTables::isOne)
                .map(SchemaObject::name)
                .filter(table -> other.relation(table).isEmpty())
                .toList();
        if (!left.isEmpty()) {
            surroundings
                    .err()
                    .println("rollproof: not compared, because a migration tool keeps it: " + String.join(", ", left)
                            + " in " + name + "; --all compares it too");
        }
        return schema.without(left::contains);
    }

    private static String statements(SchemaSnapshot from, SchemaSnapshot to) {
        try {
            return SchemaRewrite.of(from, to).script();
        } catch (UnwritableSchemaException e) {
            throw new InvalidInputException("no statements were found that turn A into B: " + e.getMessage(), e);
        }
    }
}
