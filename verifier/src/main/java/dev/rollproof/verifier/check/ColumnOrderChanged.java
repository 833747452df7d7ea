package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange.ColumnOrder;
import java.util.List;

/** The columns of a table that stays stand in another order. */
final class ColumnOrderChanged implements LintCheck {
    @Override
    public String id() {
        return "column-order-changed";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return up.changes(ColumnOrder.class)
                // Another column has the name of one that is renamed: column-renamed says so.
                .filter(change -> change.was().columns().stream()
                        .noneMatch(column -> up.nameNow(change.was(), column).isPresent()))
                .map(change -> finding(up, change))
                .toList();
    }

    private Finding finding(Reshaping up, ColumnOrder change) {
        return finding(
                        up.at(change.object()),
                        change.describe(),
                        up.runningCode()
                                + " puts values into the wrong columns where it says INSERT INTO "
                                + change.object()
                                + " VALUES (…), and takes them from there where it reads SELECT * by number; SQLite says"
                                + " nothing. Keep the order, new columns last.",
                        List.of(change))
                .about(change.object());
    }
}
