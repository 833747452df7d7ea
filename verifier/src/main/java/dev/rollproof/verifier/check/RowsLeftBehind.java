package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.RowChange.Kind;
import java.util.List;

/** After the rollback there are rows that were not there before the up. */
final class RowsLeftBehind implements Check {
    @Override
    public String id() {
        return "rows-left-behind";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(Step step) {
        boolean reapplyFails =
                step.reapply().filter(again -> !again.run().succeeded()).isPresent();
        return RowChanges.of(step, Kind.LEFT_BEHIND)
                // Then that is the fault, and these rows are its cause.
                .filter(change -> !reapplyFails)
                .map(
                        change -> RowChanges.finding(
                                this,
                                step,
                                change,
                                "Applied again, the migration meets its own rows. Delete in the rollback what the migration, or a trigger, inserts."))
                .toList();
    }
}
