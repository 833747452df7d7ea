package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.Release.Text;
import dev.rollproof.verifier.snapshot.CommittedSnapshots;
import java.util.List;

/** A migration has no committed snapshot. */
final class SnapshotMissing implements Check {
    @Override
    public String id() {
        return "snapshot-missing";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(SnapshotComparison comparison) {
        return comparison.releases().stream()
                .filter(release -> release.text() == Text.NEW)
                .map(release -> release.next()
                        .map(next -> inserted(release, next, comparison))
                        .orElseGet(() -> added(release, comparison)))
                .toList();
    }

    private Finding added(Release release, SnapshotComparison comparison) {
        return finding(
                Location.of(release.file()),
                "%s has no snapshot: there is no %s"
                        .formatted(
                                release.file(),
                                CommittedSnapshots.fileName(release.migration().version())),
                "Without one nobody sees it when the migration is changed later. %s writes it; commit it with the migration."
                        .formatted(comparison.command()));
    }

    private Finding inserted(Release release, String next, SnapshotComparison comparison) {
        return finding(
                Location.of(release.file()),
                "%s has no snapshot, and comes before %s, which has one".formatted(release.file(), next),
                "Databases that have %s get it out of order, or never. Give it a version after the latest; if no database has that one yet, %s writes the snapshot."
                        .formatted(next, comparison.command()));
    }
}
