package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange.ColumnMissing;
import java.util.List;

/** A column of a table that stays is there no more. */
final class ColumnDropped implements LintCheck {
    @Override
    public String id() {
        return "column-dropped";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return up.changes(ColumnMissing.class)
                .filter(gone -> up.nameNow(gone).isEmpty())
                .map(gone -> finding(up, gone))
                .toList();
    }

    private Finding finding(Reshaping up, ColumnMissing gone) {
        String table = gone.table().name();
        String column = gone.column().name();
        return finding(
                        up.at(table, column),
                        "column " + gone.object() + " is dropped, with its values",
                        up.runningCode()
                                + " fails wherever it names the column, and the values are gone if you go back to it. Release"
                                + " first what no longer names " + column + ", and drop it in a later migration.")
                .about(table, column);
    }
}
