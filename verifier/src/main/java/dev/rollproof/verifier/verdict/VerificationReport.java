package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/**
 * What one verification says.
 *
 * @param source what was verified
 * @param foreignKeys whether {@code PRAGMA foreign_keys} was on
 * @param rows how many rows each table held at least; 0 where none were made
 * @param rowSeed what the made rows were made from
 * @param findings about the directory as a whole
 * @param migrations one verdict for each migration that was looked at, in the order in which they are applied
 */
public record VerificationReport(
        MigrationSet source,
        boolean foreignKeys,
        int rows,
        long rowSeed,
        List<Finding> findings,
        List<MigrationVerdict> migrations)
        implements Report {
    public VerificationReport {
        findings = List.copyOf(findings);
        migrations = List.copyOf(migrations);
    }

    /** How many migrations have {@code verdict}. */
    public int count(Verdict verdict) {
        return (int) migrations.stream().filter(m -> m.verdict() == verdict).count();
    }
}
