package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.report.GitLabReport;
import dev.rollproof.verifier.report.HtmlReport;
import dev.rollproof.verifier.report.JsonReport;
import dev.rollproof.verifier.report.JunitReport;
import dev.rollproof.verifier.report.MarkdownReport;
import dev.rollproof.verifier.report.ReportSource;
import dev.rollproof.verifier.report.SarifReport;
import dev.rollproof.verifier.report.Screen;
import dev.rollproof.verifier.report.TextReport;
import dev.rollproof.verifier.verdict.Report;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which reports are written of what was found, and what fails the command. */
final class ReportChoice {
    @Option(names = "--strict", description = "Warnings fail the command too.")
    private boolean strict;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<ReportTarget> targets = new ArrayList<>();

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            description = "Colours in a text report on standard output (default: ${DEFAULT-VALUE}).")
    private Colour colour = Colour.AUTO;

    @Option(
            names = "--quiet",
            description = "No progress and no log on standard error; the report and what went wrong stay.")
    private boolean quiet;

    /** What the command finds around it, as far as it is to speak. */
    Surroundings heard(Surroundings surroundings) {
        return quiet ? surroundings.hushed() : surroundings;
    }

    /** Requires that no two reports go to one place, before anything is looked at. */
    void requireDifferentFiles(Surroundings surroundings) {
        ReportTarget.requireDifferentFiles(targets, surroundings);
    }

    /** Writes each report. @return the exit code that follows from what they say */
    int write(Surroundings surroundings, List<ReportSource> sources) {
        if (targets.isEmpty()) {
            targets.add(new ReportTarget());
        }
        targets.forEach(target -> target.write(surroundings, document(target, surroundings, sources)));
        List<Report> reports = sources.stream().map(ReportSource::report).toList();
        if (!reports.stream().allMatch(Report::passed)) {
            return ExitCode.ERRORS;
        }
        int warnings = strict
                ? reports.stream().mapToInt(r -> r.count(Severity.WARNING)).sum()
                : 0;
        if (warnings == 0) {
            return ExitCode.HOLDS;
        }
        // The reports say that it passed.
        surroundings
                .err()
                .println("rollproof: %d warning%s, and with --strict that is a failure"
                        .formatted(warnings, warnings == 1 ? "" : "s"));
        return ExitCode.ERRORS;
    }

    private String document(ReportTarget target, Surroundings surroundings, List<ReportSource> sources) {
        return switch (target.format) {
            case TEXT ->
                TextReport.of(sources, target.file(surroundings).isEmpty() ? colour.screen(surroundings) : Screen.FILE);
            case JSON -> JsonReport.of(sources, Main.version());
            case HTML -> HtmlReport.of(sources, Main.version());
            case JUNIT -> JunitReport.of(sources);
            case SARIF -> SarifReport.of(sources, Main.version());
            case GITLAB -> GitLabReport.of(sources);
            case MARKDOWN -> MarkdownReport.of(sources);
        };
    }
}
