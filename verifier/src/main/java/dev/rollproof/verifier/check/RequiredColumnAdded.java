package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange.ColumnLeftBehind;
import java.util.List;

/** A new column is NOT NULL and has no default: who does not know it cannot insert a row. */
final class RequiredColumnAdded implements LintCheck {
    @Override
    public String id() {
        return "required-column-added";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        if (step.rows().failure().isPresent()) {
            // Added by ALTER TABLE it cannot even come to a table that holds rows, which migration-fails-on-rows says.
            return List.of();
        }
        Reshaping up = Reshaping.of(step);
        return up.newColumns()
                .filter(change -> NullRule.refusesNull(change.column()) && !NullRule.isFilled(change.column()))
                .filter(change -> !NullRule.isRowid(step, change.relation(), change.column()))
                .map(change -> finding(up, change))
                .toList();
    }

    private Finding finding(Reshaping up, ColumnLeftBehind change) {
        String column = change.column().name();
        return finding(
                        up.at(change.relation(), column),
                        "column " + change.object() + " is new, NOT NULL and without a default",
                        up.runningCode() + " does not know it, and its every INSERT into " + change.relation()
                                + " fails. Give it a DEFAULT, or let it take NULL until no release is without it.")
                .about(change.relation(), column);
    }
}
