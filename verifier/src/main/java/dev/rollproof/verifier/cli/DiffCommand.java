package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.SchemaSource;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.history.TrackingTables;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Tracking;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.DiffText;
import dev.rollproof.verifier.rewrite.SchemaRewrite;
import dev.rollproof.verifier.rewrite.UnwritableSchemaException;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: compare two schemas. */
@Command(
        name = "diff",
        description = "Compare two schemas; exits with 1 when they differ. Each is a migrations folder, DIR@VERSION,"
                + " a SQLite file, which is only read, a .sql dump, or a .json snapshot, Rollproof's or Drizzle's.",
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

    @Option(names = "--all", description = "Compare the tables too in which migration tools keep what they applied.")
    private boolean all;

    @Mixin
    private ReadingChoice choice = new ReadingChoice();

    /** Folded names of the tables in which a configuration says that a tool keeps what it applied. */
    private final Set<String> configured = new HashSet<>();

    DiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SchemaSource left = read(a);
        SchemaSource right = read(b);
        if (!all) {
            sayWhatIsLeftOut(left.schema(), right.schema());
        }
        // Each in the light of the other: a snapshot of Drizzle cannot say all.
        SchemaSnapshot to = compared(right.beside(compared(left.schema())));
        SchemaSnapshot from = compared(left.beside(to));
        SchemaDiff diff = SchemaDiff.between(from, to);
        surroundings.out().print(sql ? statements(from, to) : DiffText.of(a, b, diff));
        return diff.isEmpty() ? ExitCode.HOLDS : ExitCode.ERRORS;
    }

    private SchemaSource read(String schema) {
        Path path = surroundings.workingDirectory().resolve(schema);
        int at = schema.lastIndexOf('@');
        if (Files.isDirectory(path)) {
            return SchemaSource.of(migrations(path));
        }
        if (Files.exists(path)) {
            return SchemaSource.of(path, choice.stubFunctions());
        }
        Path folder = surroundings.workingDirectory().resolve(schema.substring(0, Math.max(at, 0)));
        if (at > 0 && Files.isDirectory(folder)) {
            return SchemaSource.of(migrations(folder).upTo(schema.substring(at + 1)));
        }
        throw new InvalidInputException("no such file or folder: " + path);
    }

    private MigrationSet migrations(Path folder) {
        Project project = Project.read(folder, choice.options(surroundings));
        // The other side may be a plain folder, which has no databases to choose from.
        Optional<String> database =
                choice.database().filter(any -> project.configuration().isPresent());
        List<ProjectDatabase> databases =
                database.map(name -> List.of(project.database(name))).orElse(project.databases());
        if (databases.size() > 1) {
            throw new InvalidInputException(folder + " has the databases "
                    + databases.stream().map(ProjectDatabase::name).collect(Collectors.joining(", "))
                    + "; say which one with --database");
        }
        MigrationSet migrations = databases.get(0).migrations(project.reading());
        Tracking tracking = migrations.tracking();
        if (!tracking.equals(tracking.tool().tracking())) {
            configured.add(SqlName.fold(tracking.table()));
        }
        return choice.chosen(migrations);
    }

    private SchemaSnapshot compared(SchemaSnapshot schema) {
        return all ? schema : schema.without(trackingTables(schema)::contains);
    }

    private Set<String> trackingTables(SchemaSnapshot schema) {
        return schema.tables().stream()
                .filter(table -> TrackingTables.isOne(table) || configured.contains(SqlName.fold(table.name())))
                .map(SchemaObject::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void sayWhatIsLeftOut(SchemaSnapshot left, SchemaSnapshot right) {
        String names = Stream.of(Map.entry(a, trackingTables(left)), Map.entry(b, trackingTables(right)))
                .filter(side -> !side.getValue().isEmpty())
                .map(side -> String.join(", ", side.getValue()) + " in " + side.getKey())
                .collect(Collectors.joining("; "));
        if (!names.isEmpty()) {
            surroundings
                    .err()
                    .println("rollproof: not compared are the tables in which migration tools keep what they applied ("
                            + names + "); --all compares them too");
        }
    }

    private static String statements(SchemaSnapshot from, SchemaSnapshot to) {
        try {
            return SchemaRewrite.of(from, to).script();
        } catch (UnwritableSchemaException e) {
            throw new InvalidInputException("no statements were found that turn A into B: " + e.getMessage(), e);
        }
    }
}
