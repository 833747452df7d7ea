package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.Release.Text;
import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;
import java.util.stream.Collectors;

/** A migration makes another schema than the one that is committed of it. */
final class SchemaChanged implements Check {
    @Override
    public String id() {
        return "schema-changed";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(SnapshotComparison comparison) {
        return comparison.releases().stream()
                .filter(release -> !release.changes().isEmpty())
                .map(release -> finding(
                        Pointer.to(release.made().orElseThrow().up(), release.changes()),
                        "%s%s no longer makes the schema of %s: %s"
                                .formatted(
                                        release.file(),
                                        release.text() == Text.EDITED ? " was edited and" : "",
                                        release.snapshot(),
                                        release.changes().stream()
                                                .map(SchemaChange::describe)
                                                .collect(Collectors.joining("; "))),
                        help(release.text()).formatted(comparison.command()),
                        release.changes()))
                .toList();
    }

    private static String help(Text text) {
        return switch (text) {
            case SAME ->
                "Its text is as it was released, so what differs is around it: a placeholder, the target, or SQLite itself."
                        + " If that is meant, %s writes the snapshots anew.";
            case REPEATABLE ->
                "Flyway runs it again on databases that have it. If the change is meant, %s writes it down.";
            default ->
                "Databases that have it keep the old schema, and new ones get another. Restore the file and make the change in"
                        + " a new migration; if no database has it yet, %s writes the snapshots anew.";
        };
    }
}
