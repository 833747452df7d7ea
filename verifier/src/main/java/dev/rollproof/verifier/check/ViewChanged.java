package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange.ColumnMissing;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.List;

/** What had a view's or a virtual table's name before or has it after returns fewer columns; of two tables column-dropped says it. */
final class ViewChanged implements LintCheck {
    @Override
    public String id() {
        return "view-changed";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return step.before().objectsNotIn(step.after()).stream()
                .filter(was -> was instanceof Table || was instanceof View || was instanceof VirtualTable)
                .flatMap(was -> step.after().relation(was.name()).stream()
                        .filter(now -> !(was instanceof Table && now instanceof Table))
                        .map(now -> lost(up, was, now))
                        .filter(lost -> !lost.isEmpty())
                        .map(lost -> finding(up, was, lost)))
                .toList();
    }

    /** None where the view does not compile any more: dangling-reference says so in verify, and nobody can say its columns. */
    private static List<String> lost(Reshaping up, SchemaObject was, SchemaObject now) {
        List<String> after = columns(now);
        return columns(was).stream()
                .filter(column -> !after.isEmpty() && after.stream().noneMatch(other -> SqlName.same(other, column)))
                .filter(column -> !isTold(up, column))
                .toList();
    }

    /** A column of a table that goes takes those of the views along, and column-dropped or column-renamed says it once. */
    private static boolean isTold(Reshaping up, String column) {
        return up.changes(ColumnMissing.class)
                .anyMatch(gone -> SqlName.same(gone.column().name(), column));
    }

    private static List<String> columns(SchemaObject relation) {
        if (relation instanceof View view) {
            return view.columns();
        }
        return relation instanceof VirtualTable virtual
                ? virtual.columns()
                : ((Table) relation).columns().stream().map(Column::name).toList();
    }

    private Finding finding(Reshaping up, SchemaObject was, List<String> lost) {
        String name = was.name();
        String columns = String.join(", ", lost);
        return finding(
                up.at(name),
                "%s %s has no %s %s any more"
                        .formatted(kind(was), name, lost.size() == 1 ? "column" : "columns", columns),
                up.runningCode() + " fails where it asks " + name + " for " + columns
                        + ". Keep " + (lost.size() == 1 ? "it" : "them")
                        + " until no release does, and take "
                        + (lost.size() == 1 ? "it" : "them") + " out in a later migration.");
    }

    private static String kind(SchemaObject relation) {
        if (relation instanceof View) {
            return "view";
        }
        return relation instanceof VirtualTable ? "virtual table" : "table";
    }
}
