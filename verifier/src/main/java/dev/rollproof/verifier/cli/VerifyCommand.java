package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.ReportSource;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
    private ProofChoice choice = new ProofChoice();

    @Option(names = "--allow-missing", description = "A missing rollback is a note, not an error.")
    private boolean allowMissing;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Prove a long history in this many threads; the report is the same (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Mixin
    private ReportChoice reports = new ReportChoice();

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        reports.requireDifferentFiles(surroundings);
        if (jobs < 1) {
            throw new InvalidInputException("--jobs " + jobs + " leaves nobody to do the work; the least is 1");
        }
        Surroundings heard = reports.heard(surroundings);
        Project project = choice.project(heard);
        Map<String, Severity> severities = Checks.severities(project.severities(), allowMissing);
        List<ReportSource> sources = new ArrayList<>();
        for (ProjectDatabase database : choice.databases(project)) {
            MigrationSet migrations = choice.migrations(database);
            if (sources.isEmpty()) {
                sayWhatProves(migrations, heard);
            }
            VerificationOptions options = choice.options(database, migrations, heard)
                    .withSeverities(severities)
                    .withJobs(jobs);
            try (ProgressLine progress = ProgressLine.ticking(heard, "proving")) {
                VerificationReport report = new RollbackVerifier(options.withProgress(progress)).verify(migrations);
                sources.add(new ReportSource(database.name(), surroundings.shown(database.directory()), report));
            }
        }
        return reports.write(surroundings, sources);
    }

    private static void sayWhatProves(MigrationSet migrations, Surroundings heard) {
        migrations
                .target()
                .production()
                .ifPresent(version -> heard.err()
                        .println("rollproof: the rollbacks run on SQLite " + SqliteDatabase.sqliteVersion()
                                + "; rollproof lint --target " + migrations.target() + " names what " + version
                                + " lacks"));
    }
}
