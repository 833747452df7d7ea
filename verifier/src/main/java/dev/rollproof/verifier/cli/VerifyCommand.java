package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.project.SeedFile;
import dev.rollproof.verifier.report.JsonReport;
import dev.rollproof.verifier.report.ReportSource;
import dev.rollproof.verifier.report.TextReport;
import dev.rollproof.verifier.seed.SeedAt;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify}: prove every rollback. */
@Command(
        name = "verify",
        description =
                "Prove that every rollback restores the schema and the rows: up, rollback, up again, then the whole way"
                        + " down, on real SQLite.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private MigrationChoice choice = new MigrationChoice();

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            description = "Prove from this version on; those before it are only applied.")
    private @Nullable String from;

    @Option(names = "--allow-missing", description = "A missing rollback is a note, not an error.")
    private boolean allowMissing;

    @Option(names = "--strict", description = "Warnings fail the verification too.")
    private boolean strict;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "" + VerificationOptions.DEFAULT_ROWS,
            description = "Make rows until each table holds this many; 0 for none (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Prove a long history in this many threads; the report is the same (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Stop a statement that runs longer (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = "--foreign-keys",
            paramLabel = "on|off",
            description = "PRAGMA foreign_keys while scripts run (default: as the layout's own tool has it).")
    private @Nullable Switch foreignKeys;

    @Option(
            names = "--seed",
            paramLabel = "FILE[@VERSION]",
            description =
                    "Rows that go in after the last migration, or at this version: .sql, .csv (named after its table) or"
                            + " .json; may be repeated. They follow the seeds of rollproof.json, in each database that is"
                            + " verified.")
    private List<String> seeds = List.of();

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<ReportTarget> targets = new ArrayList<>();

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            description = "Colours in a text report on standard output (default: ${DEFAULT-VALUE}).")
    private Colour colour = Colour.AUTO;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ReportTarget.requireDifferentFiles(targets, surroundings);
        Project project = choice.project(surroundings);
        Map<String, Severity> severities = Checks.severities(project.severities(), allowMissing);
        List<ReportSource> sources = new ArrayList<>();
        for (ProjectDatabase database : choice.databases(project)) {
            MigrationSet migrations = choice.migrations(database);
            VerificationOptions options = options(migrations, severities).withSeeds(seeds(database, migrations));
            VerificationReport report = new RollbackVerifier(options).verify(migrations);
            sources.add(new ReportSource(database.name(), surroundings.shown(database.directory()), report));
        }
        if (targets.isEmpty()) {
            targets.add(new ReportTarget());
        }
        targets.forEach(target -> target.write(surroundings, document(target, sources)));
        boolean holds = sources.stream().map(ReportSource::report).allMatch(this::holds);
        return holds ? ExitCode.HOLDS : ExitCode.ERRORS;
    }

    private boolean holds(VerificationReport report) {
        return report.passed() && !(strict && report.count(Severity.WARNING) > 0);
    }

    private String document(ReportTarget target, List<ReportSource> sources) {
        return switch (target.format) {
            case TEXT -> TextReport.of(sources, target.file(surroundings).isEmpty() && colour.on(surroundings));
            case JSON -> JsonReport.of(sources, Main.version());
        };
    }

    private VerificationOptions options(MigrationSet migrations, Map<String, Severity> severities) {
        if (rows < 0 || rows > VerificationOptions.MOST_ROWS) {
            throw new InvalidInputException("--rows " + rows + " is not from 0 to " + VerificationOptions.MOST_ROWS);
        }
        if (timeout < 1) {
            throw new InvalidInputException("--timeout " + timeout + " is too short; the least is 1 second");
        }
        if (jobs < 1) {
            throw new InvalidInputException("--jobs " + jobs + " leaves nobody to do the work; the least is 1");
        }
        return VerificationOptions.DEFAULT
                .withLimits(DatabaseLimits.DEFAULT.withStatementTimeout(Duration.ofSeconds(timeout)))
                .withForeignKeys(Optional.ofNullable(foreignKeys).map(Switch.ON::equals))
                .withFrom(Optional.ofNullable(from).map(migrations::version))
                .withSeverities(severities)
                .withRows(rows)
                .withJobs(jobs);
    }

    /** Those of the configuration, then those of the command line. */
    private List<SeedAt> seeds(ProjectDatabase database, MigrationSet migrations) {
        Stream<SeedFile> configured = database.seeds().stream().filter(file -> isReached(file, database, migrations));
        return Stream.concat(configured, seeds.stream().map(this::seedFile))
                .map(file -> SeedAt.read(file, migrations))
                .toList();
    }

    /** Whether {@code migrations} come as far as a configured seed: {@code --to} may stop before. */
    private boolean isReached(SeedFile file, ProjectDatabase database, MigrationSet migrations) {
        List<Migration> all = choice.migrationsOf(database).migrations();
        Migration place = file.version()
                .map(migrations::version)
                .flatMap(version ->
                        all.stream().filter(m -> m.version().equals(version)).findFirst())
                .orElse(all.get(all.size() - 1));
        boolean reached = migrations.migrations().contains(place);
        if (!reached && choice.stopsEarly()) {
            surroundings
                    .err()
                    .println("rollproof: " + surroundings.shown(file.file())
                            + " is not used: --to stops before it goes in");
        }
        return reached || !choice.stopsEarly();
    }

    private SeedFile seedFile(String text) {
        try {
            return SeedFile.of(surroundings.workingDirectory(), text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("--seed \"%s\" is no path: %s".formatted(text, e.getReason()), e);
        }
    }
}
