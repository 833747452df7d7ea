package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.rows.RowChange.Kind;
import java.util.List;

/** The rollback destroyed rows or values that were there after the up. */
final class RowsNotRestored implements Check {
    @Override
    public String id() {
        return "rows-not-restored";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return RowChanges.of(step, Kind.NOT_RESTORED)
                .map(change -> RowChanges.finding(this, step, change, help(change)))
                .toList();
    }

    private static String help(RowChange change) {
        String remedy = switch (change.effect()) {
            case GONE ->
                change.stoodIn().isPresent()
                        ? "Copy them back before that is dropped."
                        : "Delete only what the migration inserts; where the table is built anew, copy every row.";
            case RENUMBERED -> "Copy the key too: other rows, and people, refer to it.";
            case CHANGED, ADDED -> "Copy them back, each into the column it came from.";
        };
        return "The migration kept them, the rollback does not. " + remedy;
    }
}
