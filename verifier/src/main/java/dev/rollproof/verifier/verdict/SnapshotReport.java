package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/**
 * What a comparison with the committed snapshots says.
 *
 * @param source what was compared
 * @param compared how many migrations have a snapshot that was compared with the schema that they make
 * @param asReleased how many of them have the text that was released; the snapshots of the others say nothing of it, or they
 *     were edited
 * @param findings in the order of the checks
 */
public record SnapshotReport(MigrationSet source, long compared, long asReleased, List<Finding> findings)
        implements Report {
    /** Copies the list. */
    public SnapshotReport {
        findings = List.copyOf(findings);
    }

    /** None: a difference belongs to a version and to all after it. */
    @Override
    public List<MigrationReport> migrations() {
        return List.of();
    }
}
