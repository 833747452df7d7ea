package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.history.MigrationStatus;
import dev.rollproof.verifier.migrator.Migrator;
import dev.rollproof.verifier.migrator.MigratorOptions;
import dev.rollproof.verifier.report.RunnerJson;
import dev.rollproof.verifier.report.RunnerSource;
import dev.rollproof.verifier.report.StatusReport;
import dev.rollproof.verifier.report.StatusText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: what is applied to a real database, and what is pending. */
@Command(
        name = "status",
        description = "Say which migrations a SQLite file has and which are pending. The file is only read.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private RunnerChoice choice = new RunnerChoice();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The report's form (default: ${DEFAULT-VALUE}).")
    private RunnerFormat format = RunnerFormat.TEXT;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<StatusReport> reports = new ArrayList<>();
        int exitCode = choice.each(
                surroundings,
                databases -> {},
                database -> look(database, reports),
                (database, why) -> reports.add(StatusReport.refused(database.source(surroundings), why)));
        if (format == RunnerFormat.JSON
                && reports.stream().anyMatch(r -> r.status().isPresent())) {
            surroundings.out().print(RunnerJson.ofStatus(reports, Main.version()));
        }
        return exitCode;
    }

    private int look(RealDatabase database, List<StatusReport> reports) {
        RunnerSource source = database.source(surroundings);
        MigrationStatus status = Migrator.of(database.migrations(), database.file(), MigratorOptions.DEFAULT)
                .status();
        if (format == RunnerFormat.TEXT) {
            surroundings.out().print(reports.isEmpty() ? "" : "\n");
            surroundings
                    .out()
                    .print(StatusText.of(source, status, surroundings.clock().getZone()));
        }
        reports.add(StatusReport.of(source, status));
        return status.isInOrder() ? ExitCode.HOLDS : ExitCode.ERRORS;
    }
}
