package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange.ColumnChanged;
import java.util.List;

/** A column has no default any more. */
final class ColumnDefaultRemoved implements LintCheck {
    @Override
    public String id() {
        return "column-default-removed";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return up.changedColumns()
                .filter(change -> NullRule.isFilled(change.was()) && !NullRule.isFilled(change.is()))
                .filter(change -> change.was().generated().isEmpty())
                // column-made-not-null says that it cannot be left out.
                .filter(change -> change.was().notNull().isPresent()
                        || change.is().notNull().isEmpty())
                .map(change -> finding(up, change))
                .toList();
    }

    private Finding finding(Reshaping up, ColumnChanged change) {
        String column = change.is().name();
        String effect = change.is().notNull().isPresent()
                ? "fails where its INSERT leaves "
                : "writes NULL where its INSERT leaves ";
        return finding(
                        up.at(change.relation(), column),
                        "column %s has no default any more, had %s"
                                .formatted(
                                        change.object(),
                                        change.was()
                                                .defaultValue()
                                                .orElseThrow()
                                                .text()),
                        up.runningCode() + " " + effect + column
                                + " out. Keep the default until every release that leaves it out is gone.")
                .about(change.relation(), column);
    }
}
