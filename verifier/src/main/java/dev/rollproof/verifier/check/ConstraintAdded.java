package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange.ConstraintLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ConstraintMissing;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table takes less than before in columns that it had already. Of NOT NULL and UNIQUE other checks speak. */
final class ConstraintAdded implements LintCheck {
    @Override
    public String id() {
        return "constraint-added";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        if (step.rows().failure().isPresent()) {
            // migration-fails-on-rows says it, of the rows that were there.
            return List.of();
        }
        Reshaping up = Reshaping.of(step);
        return step.before().objectsNotIn(step.after()).stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(was -> up.isRebuilt(was.name()) && !up.isEmptied(was.name()))
                .flatMap(was -> Reshaping.table(step.after(), was.name()).stream()
                        .map(now -> finding(up, now, added(up, was, now))))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> added(Reshaping up, Table was, Table now) {
        List<String> added = new ArrayList<>();
        up.changes(ConstraintLeftBehind.class)
                .filter(change -> SqlName.same(change.relation(), now.name()))
                .map(ConstraintLeftBehind::constraint)
                .filter(constraint -> constraint instanceof Check
                        || (constraint instanceof ForeignKey
                                && up.step().source().foreignKeys()))
                .filter(constraint -> !guarded(constraint, now).isEmpty()
                        && guarded(constraint, now).stream()
                                .allMatch(column -> up.nameBefore(now, column).isPresent())
                        && !isInPlaceOfAnother(up, was, guarded(constraint, now)))
                .map(Constraint::definition)
                .forEach(added::add);
        if (now.strict() && !was.strict()) {
            added.add("STRICT");
        }
        return added;
    }

    /** One that guarded one of the columns before: nobody can say whether the new one takes less. */
    private static boolean isInPlaceOfAnother(Reshaping up, Table was, List<String> columns) {
        Stream<Constraint> gone = up.changes(ConstraintMissing.class)
                .filter(change -> SqlName.same(change.relation(), was.name()))
                .map(ConstraintMissing::constraint);
        return gone.flatMap(old -> guarded(old, was).stream())
                .anyMatch(column -> columns.stream()
                        .anyMatch(other -> SqlName.same(
                                other,
                                up.moves().renamedColumn(was.name(), column).orElse(column))));
    }

    private static List<String> guarded(Constraint constraint, Table table) {
        return constraint instanceof Check check ? Rebuild.columnsOf(check, table) : constraint.columns();
    }

    private List<Finding> finding(Reshaping up, Table table, List<String> added) {
        if (added.isEmpty()) {
            return List.of();
        }
        return List.of(finding(
                        up.at(table.name()),
                        "the rebuild of %s adds %s".formatted(table.name(), String.join("; ", added)),
                        up.runningCode()
                                + " fails where it writes what this refuses, and the migration fails where a row holds such a"
                                + " value. Release first what writes only what fits, mend the rows that do not, and rebuild"
                                + " the table in a later migration.")
                .about(table.name()));
    }
}
