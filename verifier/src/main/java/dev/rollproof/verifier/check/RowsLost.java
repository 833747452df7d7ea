package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.RowChange.Kind;
import java.util.List;

/** The up destroyed rows or values: no rollback can bring them back. */
final class RowsLost implements Check {
    @Override
    public String id() {
        return "rows-lost";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(Step step) {
        return RowChanges.of(step, Kind.LOST)
                .map(change -> RowChanges.finding(
                        this,
                        step,
                        change,
                        "The migration destroys them: what cannot be computed from what it leaves, no rollback can bring back. Let it keep a copy, or declare that"
                                + " it is meant: -- rollproof: lossy " + RowChanges.subject(change) + " REASON"))
                .toList();
    }
}
