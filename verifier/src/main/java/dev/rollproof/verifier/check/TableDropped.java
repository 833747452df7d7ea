package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.SchemaObject;
import java.util.List;

/** A table that stood before the migration is there no more. */
final class TableDropped implements LintCheck {
    @Override
    public String id() {
        return "table-dropped";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return up.tablesGone().stream()
                .filter(table -> up.nameNow(table).isEmpty())
                .map(table -> finding(up, table))
                .toList();
    }

    private Finding finding(Reshaping up, SchemaObject table) {
        return finding(
                up.atDrop(table.name()),
                "table " + table.name() + " is dropped, with all of its rows",
                up.runningCode()
                        + " fails on it with \"no such table\", and so does the release before if you go back to it."
                        + " Release first what no longer uses the table, and drop it in a later migration.");
    }
}
