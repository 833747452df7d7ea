package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.SnapshotComparison.StaleLatest;
import dev.rollproof.verifier.snapshot.CommittedSnapshots;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.List;

/** The latest schema as SQL is not what the migrations make, though every snapshot is. */
final class LatestDiffers implements Check {
    @Override
    public String id() {
        return "latest-differs";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(SnapshotComparison comparison) {
        return comparison.latest().stream()
                .map(latest -> finding(
                        location(latest, comparison),
                        message(latest),
                        "People read the schema there, and it was edited by hand, merged or left out. To write it anew: %s."
                                .formatted(comparison.command())))
                .toList();
    }

    private static Location location(StaleLatest latest, SnapshotComparison comparison) {
        String file = comparison.place(CommittedSnapshots.LATEST);
        return latest.line() == 0 ? Location.of(file) : Location.of(file, new SourcePosition(latest.line(), 1));
    }

    private static String message(StaleLatest latest) {
        String file = CommittedSnapshots.LATEST;
        return latest.line() == 0
                ? "there is no %s, the schema after %s as SQL".formatted(file, latest.version())
                : "%s is not the schema after %s: it differs from line %d on"
                        .formatted(file, latest.version(), latest.line());
    }
}
