package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.rows.RowChange.Kind;
import java.util.List;

/** Rows vanish or change in a table that the script does not name. */
final class RowsCascaded implements Check {
    @Override
    public String id() {
        return "rows-cascaded";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return RowChanges.of(step, Kind.CASCADED)
                .map(change -> RowChanges.finding(
                        this,
                        step,
                        change,
                        "The script never names " + change.table() + ", and no check of SQLite's sees it afterwards. "
                                + remedy(change)))
                .toList();
    }

    private static String remedy(RowChange change) {
        boolean rebuild = change.cause().filter(cause -> isOfDrop(cause.deed())).isPresent();
        return rebuild
                ? "DROP TABLE deletes the rows first, and inside a transaction foreign keys cannot be switched off: begin the"
                        + " file with PRAGMA foreign_keys = OFF, which runs outside one, or keep the rows in a copy."
                : "Keep the rows in a copy and put them back, or name them in the script so that it shows what it does.";
    }

    private static boolean isOfDrop(String deed) {
        return deed.startsWith("rebuilding") || deed.startsWith("dropping");
    }
}
