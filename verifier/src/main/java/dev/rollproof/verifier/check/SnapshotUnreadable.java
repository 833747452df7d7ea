package dev.rollproof.verifier.check;

import java.util.List;

/** A file that should be a snapshot is none. */
final class SnapshotUnreadable implements Check {
    @Override
    public String id() {
        return "snapshot-unreadable";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(SnapshotComparison comparison) {
        return comparison.unreadable().stream()
                .map(unreadable -> finding(
                        comparison.at(unreadable.file()),
                        unreadable.why(),
                        "Nothing can be compared with it. Restore it from version control; where two branches were merged, delete it, and %s writes it anew."
                                .formatted(comparison.command())))
                .toList();
    }
}
