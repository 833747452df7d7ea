package dev.rollproof.verifier.report;

import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.Report;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.Optional;

/**
 * What was said of one database and how to speak of it.
 *
 * @param database its name in {@code rollproof.json}, or "main"
 * @param directory the migrations folder as the user would write it from the working directory, with '/'
 * @param snapshots the folder of the snapshots that it was compared with, written so too; empty where it was compared with none
 */
public record ReportSource(String database, String directory, Optional<String> snapshots, Report report) {
    /** One database that was compared with no snapshots. */
    public ReportSource(String database, String directory, Report report) {
        this(database, directory, Optional.empty(), report);
    }

    /** The command that says it. */
    String command() {
        if (report instanceof VerificationReport) {
            return "verify";
        }
        return report instanceof LintReport ? "lint" : "check";
    }
}
