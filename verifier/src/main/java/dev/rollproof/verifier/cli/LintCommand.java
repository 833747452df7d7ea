package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.ReportSource;
import dev.rollproof.verifier.verdict.LintReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lint}: say what is unsafe about migrations before any rollback is run. */
@Command(
        name = "lint",
        description =
                "Find unsafe migrations: what breaks code that still runs, what a rebuild loses, what SQLite, an older one or D1"
                        + " does not know, what does not belong in a migration. Each runs on real SQLite, and no rollback does.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LintCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProofChoice choice = new ProofChoice();

    @Mixin
    private ReportChoice reports = new ReportChoice();

    LintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        reports.requireDifferentFiles(surroundings);
        Surroundings heard = reports.heard(surroundings);
        Project project = choice.project(heard);
        Map<String, Severity> severities = Checks.severities(project.severities(), false);
        List<ReportSource> sources = new ArrayList<>();
        for (ProjectDatabase database : choice.databases(project)) {
            MigrationSet migrations = choice.migrations(database);
            VerificationOptions options =
                    choice.options(database, migrations, heard).withSeverities(severities);
            try (ProgressLine progress = ProgressLine.ticking(heard, "looking at")) {
                LintReport report = new Linter(options.withProgress(progress)).lint(migrations);
                sources.add(new ReportSource(database.name(), surroundings.shown(database.directory()), report));
            }
        }
        return reports.write(surroundings, sources);
    }
}
