package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.CommittedSnapshot;
import dev.rollproof.verifier.snapshot.MigrationLock;
import java.util.List;

/** A committed snapshot is of a migration that is gone. */
final class SnapshotSurplus implements Check {
    @Override
    public String id() {
        return "snapshot-surplus";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(SnapshotComparison comparison) {
        return comparison.gone().stream()
                .map(snapshot -> finding(
                        comparison.at(snapshot.file()),
                        message(snapshot),
                        "Databases that have the migration stay as they are, and new ones go without it; nor can its rollback be run any more. Restore the file; if no database has it, %s removes the snapshot."
                                .formatted(comparison.command())))
                .toList();
    }

    private static String message(CommittedSnapshot snapshot) {
        String file = snapshot.file();
        return snapshot.lock()
                .map(MigrationLock::file)
                .map(migration -> "%s, of which %s is the snapshot, is gone: no migration has its version or its text"
                        .formatted(migration, file))
                .orElseGet(() -> "%s is the snapshot of no migration: none has its version".formatted(file));
    }
}
