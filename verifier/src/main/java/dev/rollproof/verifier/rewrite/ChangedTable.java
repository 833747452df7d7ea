package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ColumnChanged;
import dev.rollproof.verifier.diff.SchemaChange.ColumnLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ColumnMissing;
import dev.rollproof.verifier.diff.SchemaChange.ColumnOrder;
import dev.rollproof.verifier.diff.SchemaChange.ConstraintChanged;
import dev.rollproof.verifier.diff.SchemaChange.ConstraintLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ConstraintMissing;
import dev.rollproof.verifier.diff.SchemaChange.ObjectChanged;
import dev.rollproof.verifier.snapshot.Table;
import java.util.Optional;

/** The table that a difference is about, where both sides have it. */
final class ChangedTable {
    private ChangedTable() {}

    static Optional<Table> of(SchemaChange change) {
        if (change instanceof ColumnMissing missing) {
            return Optional.of(missing.table());
        }
        if (change instanceof ColumnLeftBehind left) {
            return Optional.of(left.table());
        }
        if (change instanceof ColumnChanged changed) {
            return Optional.of(changed.table());
        }
        if (change instanceof ColumnOrder order) {
            return Optional.of(order.was());
        }
        if (change instanceof ConstraintMissing missing) {
            return Optional.of(missing.table());
        }
        if (change instanceof ConstraintLeftBehind left) {
            return Optional.of(left.table());
        }
        if (change instanceof ConstraintChanged changed) {
            return Optional.of(changed.table());
        }
        if (change instanceof ObjectChanged changed && changed.was() instanceof Table table) {
            return Optional.of(table);
        }
        return Optional.empty();
    }
}
