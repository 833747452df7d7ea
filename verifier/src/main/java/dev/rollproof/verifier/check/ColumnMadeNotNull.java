package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange.ColumnChanged;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;

/** A column that took NULL does not any more. */
final class ColumnMadeNotNull implements LintCheck {
    @Override
    public String id() {
        return "column-made-not-null";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return up.changedColumns()
                .filter(change -> change.was().notNull().isEmpty() && NullRule.refusesNull(change.is()))
                .filter(change -> !NullRule.isKeyWithoutNull(change.table(), change.was()))
                .filter(change -> !NullRule.isRowid(step, change.relation(), change.is()))
                .filter(change -> !isToldOfRows(step, change.is()))
                .map(change -> finding(up, change))
                .toList();
    }

    /** migration-fails-on-rows says it where the copy does not fill what is NULL. */
    private static boolean isToldOfRows(Step step, Column column) {
        return step.rows()
                .failure()
                .flatMap(failure -> failure.run().failure())
                .filter(failed -> SqlName.fold(failed.message()).endsWith("." + SqlName.fold(column.name())))
                .isPresent();
    }

    private Finding finding(Reshaping up, ColumnChanged change) {
        String column = change.is().name();
        String writes = NullRule.isFilled(change.is()) ? "writes NULL to it" : "leaves it out or writes NULL to it";
        return finding(
                        up.at(change.relation(), column),
                        "column " + change.object() + " is NOT NULL, was not",
                        up.runningCode() + " fails where it " + writes
                                + ", and the migration fails where a row holds NULL. Release first what always writes "
                                + column + ", fill the rows that hold NULL, and make it NOT NULL in a later migration.")
                .about(change.relation(), column);
    }
}
