package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;
import java.util.stream.Stream;

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
        Stream<Finding> gone = up.tablesGone().stream()
                .filter(table -> up.nameNow(table).isEmpty())
                .map(table -> finding(up, table));
        Stream<Finding> emptied = up.moves().dropped().keySet().stream()
                .sorted()
                .flatMap(name -> Reshaping.table(step.before(), name).stream())
                .filter(table -> up.isEmptied(table.name())
                        && Reshaping.table(step.after(), table.name()).isPresent()
                        && !isFilled(up, table))
                .map(table -> emptied(up, table));
        return Stream.concat(gone, emptied).toList();
    }

    /** Whether the script writes rows into the new table, which then are the ones that are wanted. */
    private static boolean isFilled(Reshaping up, SchemaObject table) {
        return up.statements()
                .filter(s -> s.tokens().stream().anyMatch(token -> token.is("INTO")))
                .anyMatch(s -> Pointer.names(s, table.name()));
    }

    private Finding emptied(Reshaping up, SchemaObject table) {
        return finding(
                up.atDrop(table.name()),
                "table " + table.name() + " is dropped with all of its rows, and built anew without them",
                "Nothing fails: the table is there and empty. Build the new one under another name, copy the rows with INSERT"
                        + " INTO … SELECT, drop the old one and rename the new one; if the rows are not wanted, say DELETE FROM "
                        + SqlName.quoted(table.name()) + " so that it shows.");
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
