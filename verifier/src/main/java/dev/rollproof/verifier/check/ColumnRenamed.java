package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ColumnChanged;
import dev.rollproof.verifier.diff.SchemaChange.ColumnMissing;
import dev.rollproof.verifier.snapshot.Column;
import java.util.List;
import java.util.stream.Stream;

/** A column is called otherwise. */
final class ColumnRenamed implements LintCheck {
    @Override
    public String id() {
        return "column-renamed";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        Stream<Finding> gone = up.changes(ColumnMissing.class)
                .flatMap(change ->
                        up.nameNow(change).map(now -> finding(up, change, change.column(), now, "")).stream());
        Stream<Finding> taken = up.changes(ColumnChanged.class)
                .flatMap(change -> up
                        .nameNow(change)
                        .map(now -> finding(up, change, change.was(), now, ", and another column has its name"))
                        .stream());
        return Stream.concat(gone, taken).toList();
    }

    private Finding finding(Reshaping up, SchemaChange change, Column was, String now, String addition) {
        String table = change.relation();
        String column = was.name();
        return finding(
                        Pointer.to(up.step().up(), column, table),
                        "column " + change.object() + " is renamed to " + now + addition,
                        up.runningCode()
                                + (addition.isEmpty()
                                        ? " fails wherever it names " + column
                                        : " finds other values in " + column)
                                + ". Add " + now
                                + " beside it, copy the values, write both until no release reads " + column
                                + ", and drop that in a later migration.")
                .about(table, column);
    }
}
