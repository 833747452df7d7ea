package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;

/** A table is called otherwise. */
final class TableRenamed implements LintCheck {
    @Override
    public String id() {
        return "table-renamed";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return up.tablesGone().stream()
                .flatMap(table -> up.nameNow(table).map(now -> finding(up, table, now)).stream())
                .toList();
    }

    private Finding finding(Reshaping up, SchemaObject table, String now) {
        return finding(
                Pointer.to(up.step().up(), now, table.name()),
                "table " + table.name() + " is renamed to " + now,
                up.runningCode() + " fails on " + table.name()
                        + " with \"no such table\". Let the old name live on until no release asks for it: CREATE VIEW "
                        + SqlName.quoted(table.name()) + " AS SELECT * FROM " + SqlName.quoted(now)
                        + "; where that code only reads; with INSTEAD OF triggers where it writes.");
    }
}
