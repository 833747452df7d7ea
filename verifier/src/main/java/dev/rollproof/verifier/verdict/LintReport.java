package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/**
 * What lint says of a directory.
 *
 * @param source what was looked at
 * @param foreignKeys whether {@code PRAGMA foreign_keys} was on
 * @param rows how many rows each table held at least; 0 where none were made
 * @param rowSeed what the made rows were made from
 * @param findings about the directory as a whole
 * @param migrations one for each migration that was looked at, in the order in which they are applied
 */
public record LintReport(
        MigrationSet source,
        boolean foreignKeys,
        int rows,
        long rowSeed,
        List<Finding> findings,
        List<LintedMigration> migrations)
        implements Report {
    /** Copies the lists. */
    public LintReport {
        findings = List.copyOf(findings);
        migrations = List.copyOf(migrations);
    }
}
