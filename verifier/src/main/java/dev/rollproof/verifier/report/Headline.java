package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Report;
import dev.rollproof.verifier.verdict.SnapshotReport;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The verdict in one line: "FAILED: 1 rollback is broken, 2 of 3 rollbacks restore the schema exactly". */
final class Headline {
    private Headline() {}

    static String of(Report report) {
        // A switch over them would do, were this compiled for JDK 21.
        if (report instanceof VerificationReport verification) {
            return ofProof(verification);
        }
        return report instanceof LintReport lint ? ofLint(lint) : ofComparison((SnapshotReport) report);
    }

    private static String ofLint(LintReport report) {
        int all = report.migrations().size();
        List<String> parts = new ArrayList<>();
        add(parts, report.count(Severity.ERROR), "error", "errors");
        add(parts, report.count(Severity.WARNING), "warning", "warnings");
        add(parts, report.count(Severity.NOTE), "note", "notes");
        String found = parts.isEmpty() ? "nothing found" : String.join(", ", parts);
        return "%s: %s in %s".formatted(report.passed() ? "PASSED" : "FAILED", found, count(all, "migration"));
    }

    private static String ofProof(VerificationReport report) {
        int all = report.migrations().size();
        List<String> parts = new ArrayList<>();
        add(parts, report.count(Verdict.FAILED), "migration fails", "migrations fail");
        add(parts, report.count(Verdict.UNVERIFIED), "was not reached", "were not reached");
        add(parts, report.count(Verdict.BROKEN), "rollback is broken", "rollbacks are broken");
        add(parts, report.count(Verdict.MISSING), "rollback is missing", "rollbacks are missing");
        int irreversible = report.count(Verdict.IRREVERSIBLE);
        int wrongly = count(report, m -> m.verdict() == Verdict.IRREVERSIBLE && m.holds(Severity.ERROR));
        add(parts, wrongly, "irreversible migration has errors", "irreversible migrations have errors");
        add(parts, irreversible - wrongly, "is declared irreversible", "are declared irreversible");
        int ignored = count(report, m -> m.verdict() == Verdict.RESTORED && m.excusesError());
        add(parts, ignored, "rollback has errors that are ignored", "rollbacks have errors that are ignored");
        int restored = report.count(Verdict.RESTORED) - ignored;
        String proven = restored == all
                ? (all == 1 ? "the rollback restores" : "all " + all + " rollbacks restore") + " the schema exactly"
                : restored + " of " + all + (restored == 1 ? " rollbacks restores" : " rollbacks restore")
                        + " the schema exactly";
        parts.add(proven);
        add(parts, count(report, MigrationVerdict::losesRows), "migration loses rows", "migrations lose rows");
        int errors = (int) report.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .count();
        add(parts, errors, "error in the folder", "errors in the folder");
        return (report.passed() ? "PASSED: " : "FAILED: ") + String.join(", ", parts);
    }

    private static int count(VerificationReport report, Predicate<MigrationVerdict> which) {
        return (int) report.migrations().stream().filter(which).count();
    }

    private static void add(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }

    private static String ofComparison(SnapshotReport report) {
        int errors = report.count(Severity.ERROR);
        int warnings = report.count(Severity.WARNING);
        String found = errors == 0 ? "" : count(errors, "error") + ", ";
        found += warnings == 0 ? "" : count(warnings, "warning") + ", ";
        return "%s: %s%s compared with %s, %s the text that was released"
                .formatted(
                        report.passed() ? "PASSED" : "FAILED",
                        found,
                        count(report.compared(), "version"),
                        report.compared() == 1 ? "its snapshot" : "their snapshots",
                        report.asReleased() == report.compared()
                                ? report.compared() == 1 ? "it has" : "all have"
                                : report.asReleased() + (report.asReleased() == 1 ? " of them has" : " of them have"));
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
