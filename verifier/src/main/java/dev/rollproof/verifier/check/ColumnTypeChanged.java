package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange.ColumnChanged;
import java.util.List;

/** A column takes values of another type. */
final class ColumnTypeChanged implements LintCheck {
    @Override
    public String id() {
        return "column-type-changed";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return up.changedColumns()
                .filter(change -> ValueClass.of(change.was(), change.table())
                        != ValueClass.of(
                                change.is(),
                                Reshaping.table(step.after(), change.relation()).orElseThrow()))
                .map(change -> finding(up, change))
                .toList();
    }

    private Finding finding(Reshaping up, ColumnChanged change) {
        String column = change.was().name();
        return finding(
                        up.at(change.relation(), column),
                        "column %s is %s, was %s"
                                .formatted(
                                        change.object(),
                                        type(change.is().type().text()),
                                        type(change.was().type().text())),
                        up.runningCode()
                                + " reads and writes values of the old type: SQLite converts what it can, keeps the rest as it"
                                + " is, and comparisons and the order change. Add a column of the new type beside it, copy"
                                + " the values, write both, and drop " + column + " in a later migration.")
                .about(change.relation(), column);
    }

    private static String type(String declared) {
        return declared.isEmpty() ? "of no type" : declared;
    }
}
