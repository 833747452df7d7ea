package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.Optional;

/** One thing that is looked at. Each is one file here and one page under {@code docs/checks}. */
public interface Check {
    /** The kebab-case id, which never changes. */
    String id();

    /** What its findings weigh unless the user says otherwise. */
    Severity severity();

    /** What it finds in one migration. */
    default List<Finding> examine(Step step) {
        return List.of();
    }

    /** What it finds in the declarations of one migration, once they are held against what all others found. */
    default List<Finding> examine(Step step, Examination examined) {
        return List.of();
    }

    /** What it finds in the directory as a whole. */
    default List<Finding> examine(MigrationSet migrations) {
        return List.of();
    }

    /** What it finds in migrations that are held against the snapshots that are committed of them. */
    default List<Finding> examine(SnapshotComparison comparison) {
        return List.of();
    }

    /** A finding of this check. */
    default Finding finding(Location location, String message, String help) {
        return finding(location, message, help, List.of());
    }

    /** A finding of this check about differences between two schemas. */
    default Finding finding(Location location, String message, String help, List<SchemaChange> changes) {
        return new Finding(id(), severity(), location, message, help, changes, Optional.empty());
    }
}
