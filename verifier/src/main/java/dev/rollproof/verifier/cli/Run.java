package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.migrator.Migrator;
import dev.rollproof.verifier.migrator.MigratorEvent;
import dev.rollproof.verifier.migrator.MigratorOptions;
import dev.rollproof.verifier.report.RunReport;
import dev.rollproof.verifier.report.RunText;
import dev.rollproof.verifier.report.RunnerJson;
import dev.rollproof.verifier.report.RunnerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One way up or down of some databases: what is told while it goes, and what is said at its end. */
final class Run {
    private final Surroundings surroundings;
    private final RunnerChoice choice;
    private final RunnerFormat format;
    private final Direction direction;
    private final List<RunReport> reports = new ArrayList<>();

    Run(Surroundings surroundings, RunnerChoice choice, RunnerFormat format, Direction direction) {
        this.surroundings = surroundings;
        this.choice = choice;
        this.format = format;
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
        MigrationResult result = way.apply(migrator);
        boolean nothing = result.succeeded() && result.steps().isEmpty();
        RunReport report = new RunReport(
                source,
                direction,
                Optional.of(result),
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

    /** Remembers a database on which nothing was run. */
    void refused(RealDatabase database, String why) {
        reports.add(RunReport.refused(database.source(surroundings), direction, why));
    }

    /** Says at the end what only can be said of all. */
    void end() {
        if (format == RunnerFormat.JSON
                && reports.stream().anyMatch(r -> r.result().isPresent())) {
            surroundings.out().print(RunnerJson.ofRuns(reports, Main.version()));
        }
    }
}
