package dev.rollproof.verifier.check;

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
                .map(
                        change -> RowChanges.finding(
                                this,
                                step,
                                change,
                                "The migration kept them, the rollback does not. Copy them back, each into the column it came from."))
                .toList();
    }
}
