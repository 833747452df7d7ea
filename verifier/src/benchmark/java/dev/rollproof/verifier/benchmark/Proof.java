package dev.rollproof.verifier.benchmark;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;

/** A proof that must succeed: one that stops early would be cheap. */
final class Proof {
    private Proof() {}

    static VerificationReport of(MigrationSet migrations, int rows) {
        return of(migrations, rows, 1);
    }

    static VerificationReport of(MigrationSet migrations, int rows, int jobs) {
        VerificationOptions options = VerificationOptions.DEFAULT.withRows(rows).withJobs(jobs);
        VerificationReport report = new RollbackVerifier(options).verify(migrations);
        if (report.count(Verdict.RESTORED) != migrations.migrations().size()
                || report.count(Severity.ERROR) + report.count(Severity.WARNING) > 0) {
            throw new IllegalStateException(
                    "not every rollback is proven: " + report.allFindings().findFirst());
        }
        return report;
    }
}
