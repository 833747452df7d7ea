package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.DryRun;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.migrator.Migrator;
import dev.rollproof.verifier.migrator.MigratorEvent;
import dev.rollproof.verifier.migrator.MigratorOptions;
import dev.rollproof.verifier.report.RunReport;
import dev.rollproof.verifier.report.RunReport.Mode;
import dev.rollproof.verifier.report.RunText;
import dev.rollproof.verifier.report.RunnerJson;
import dev.rollproof.verifier.report.RunnerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One way up or down of some databases: what is told while it goes, and what is said at its end. */
final class Run {
    private final Surroundings surroundings;
    private final RunnerChoice choice;
    private final RunnerFormat format;
    private final Mode mode;
    private final Direction direction;
    private final List<RunReport> reports = new ArrayList<>();

    Run(Surroundings surroundings, RunnerChoice choice, RunnerFormat format, Mode mode, Direction direction) {
        this.surroundings = surroundings;
        this.choice = choice;
        this.format = format;
        this.mode = mode;
        this.direction = direction;
    }

    /**
     * Runs on one database.
     *
     * @param unchanged what is said where there was nothing to do
     * @return the exit code
     */
    int on(
            RealDatabase database,
            MigratorOptions options,
            Function<Migrator, MigrationResult> way,
            Function<Migrator, String> unchanged) {
        RunnerSource source = database.source(surroundings);
        List<String> warnings = new ArrayList<>();
        RunLog log = choice.log(surroundings);
        Migrator migrator = Migrator.of(database.migrations(), database.file(), options.withListener(event -> {
            if (event instanceof MigratorEvent.Warning warning) {
                warnings.add(warning.message());
            }
            log.of(source).accept(event);
        }));
        Optional<DryRun> dryRun = mode == Mode.DRY_RUN ? Optional.of(onCopy(migrator, way)) : Optional.empty();
        MigrationResult result = dryRun.map(DryRun::result).orElseGet(() -> way.apply(migrator));
        boolean nothing = result.succeeded() && result.steps().isEmpty();
        RunReport report = new RunReport(
                source,
                mode,
                direction,
                Optional.of(result),
                dryRun,
                Optional.empty(),
                warnings,
                nothing ? unchanged.apply(migrator) : "",
                choice.again("resolve", database, surroundings));
        reports.add(report);
        if (format == RunnerFormat.TEXT) {
            surroundings.out().print(RunText.of(report));
        }
        return result.succeeded() ? ExitCode.HOLDS : ExitCode.ERRORS;
    }

    private static DryRun onCopy(Migrator migrator, Function<Migrator, MigrationResult> way) {
        try {
            Path folder = Files.createTempDirectory("rollproof");
            try {
                return migrator.dryRun(folder, way);
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new InvalidInputException("there is no place for a copy: " + TextFile.reason(e), e);
        }
    }

    /** Remembers a database on which nothing was run. */
    void refused(RealDatabase database, String why) {
        reports.add(RunReport.refused(database.source(surroundings), mode, direction, why));
    }

    /** Says at the end what only can be said of all. */
    void end() {
        if (format == RunnerFormat.JSON
                && reports.stream().anyMatch(r -> r.result().isPresent())) {
            surroundings.out().print(RunnerJson.ofRuns(reports, Main.version()));
        }
    }
}
