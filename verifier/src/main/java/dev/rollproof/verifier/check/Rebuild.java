package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ColumnChanged;
import dev.rollproof.verifier.diff.SchemaChange.ConstraintChanged;
import dev.rollproof.verifier.diff.SchemaChange.ConstraintLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ConstraintMissing;
import dev.rollproof.verifier.diff.SchemaChange.ObjectLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ObjectMissing;
import dev.rollproof.verifier.diff.SchemaChange.SettingChanged;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Action;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A table that was built anew under its name.
 *
 * @param was the table before
 * @param now the table after
 * @param changes what differs between the two
 */
record Rebuild(Reshaping up, Table was, Table now, List<SchemaChange> changes) {
    /**
     * Those of an up that may have lost something in silence. One that makes a single difference was made for that, because
     * SQLite takes most things from a table in no other way.
     */
    static List<Rebuild> of(Reshaping up) {
        List<Rebuild> rebuilds = new ArrayList<>();
        List<String> tables = up.changes().stream()
                .filter(change -> !(change instanceof SettingChanged
                        || change instanceof ObjectMissing
                        || change instanceof ObjectLeftBehind))
                .map(SchemaChange::relation)
                .distinct()
                .filter(up::isRebuilt)
                .toList();
        for (String table : tables) {
            List<SchemaChange> changes = up.changes().stream()
                    .filter(change -> SqlName.same(change.relation(), table))
                    .filter(change -> !(change instanceof ObjectMissing || change instanceof ObjectLeftBehind))
                    .toList();
            Reshaping.table(up.step().before(), table)
                    .filter(was -> changes.size() > 1)
                    .ifPresent(was -> Reshaping.table(up.after(), table)
                            .ifPresent(now -> rebuilds.add(new Rebuild(up, was, now, changes))));
        }
        return rebuilds;
    }

    /** The options of the table that it has no more. */
    List<String> lostOptions() {
        List<String> lost = new ArrayList<>();
        if (isCounted(was) && !isCounted(now)) {
            lost.add("AUTOINCREMENT");
        }
        if (was.strict() && !now.strict()) {
            lost.add("STRICT");
        }
        if (was.withoutRowid() && !now.withoutRowid()) {
            lost.add("WITHOUT ROWID");
        }
        return lost;
    }

    private static boolean isCounted(Table table) {
        return table.primaryKey().filter(PrimaryKey::autoincrement).isPresent();
    }

    /** What guarded or made the values of columns that are still there, and does not any more; in words. */
    List<String> lostConstraints() {
        Stream<String> missing = changes(ConstraintMissing.class)
                .map(ConstraintMissing::constraint)
                .filter(this::isLost)
                .map(Constraint::definition);
        Stream<String> weaker = changes(ConstraintChanged.class).flatMap(change -> lostActions(change).stream());
        Stream<String> ofColumns = changes(ColumnChanged.class).flatMap(change -> lostClauses(change).stream());
        return Stream.of(missing, weaker, ofColumns).flatMap(lost -> lost).toList();
    }

    private <T extends SchemaChange> Stream<T> changes(Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast);
    }

    private boolean isLost(Constraint old) {
        if (old instanceof ForeignKey key) {
            // A key to a table that goes has to go too.
            return up.after().relation(key.parent()).isPresent()
                    && isNotReplaced(other -> other instanceof ForeignKey now
                            && folded(now.columns()).equals(folded(key.columns())));
        }
        if (old instanceof Check check) {
            List<String> columns = columnsOf(check, was);
            return isNotReplaced(other -> other instanceof Check rule
                    ? columnsOf(rule, now).stream().anyMatch(columns::contains)
                    : folded(other.columns()).stream().anyMatch(columns::contains));
        }
        // One of fewer columns guards more, one of more columns is what the rebuild is for.
        return TableKey.of(now, up.after()).stream()
                .filter(TableKey::unique)
                .noneMatch(key -> folded(old.columns()).containsAll(key.columns())
                        || key.columns().containsAll(folded(old.columns())));
    }

    private boolean isNotReplaced(Predicate<Constraint> fits) {
        return changes(ConstraintLeftBehind.class)
                .map(ConstraintLeftBehind::constraint)
                .noneMatch(fits);
    }

    static List<String> columnsOf(Check check, Table table) {
        List<String> columns = folded(table.columns().stream().map(Column::name).toList());
        return check.condition().tokens().stream()
                .filter(Pointer::isName)
                .map(token -> SqlName.fold(token.name()))
                .filter(columns::contains)
                .toList();
    }

    private static List<String> lostActions(ConstraintChanged change) {
        List<String> lost = new ArrayList<>();
        if (change.was() instanceof ForeignKey key
                && change.is() instanceof ForeignKey now
                && SqlName.same(key.parent(), now.parent())) {
            String where = " of the foreign key (" + String.join(", ", key.columns()) + ") to " + key.parent();
            if (key.onDelete() != Action.NO_ACTION && now.onDelete() == Action.NO_ACTION) {
                lost.add("ON DELETE " + words(key.onDelete()) + where);
            }
            if (key.onUpdate() != Action.NO_ACTION && now.onUpdate() == Action.NO_ACTION) {
                lost.add("ON UPDATE " + words(key.onUpdate()) + where);
            }
        }
        return lost;
    }

    private static String words(Action action) {
        return action.name().replace('_', ' ');
    }

    private static List<String> lostClauses(ColumnChanged change) {
        List<String> lost = new ArrayList<>();
        if (change.is().collation().isEmpty()) {
            change.was()
                    .collation()
                    .ifPresent(name ->
                            lost.add("COLLATE " + name + " of " + change.was().name()));
        }
        if (change.is().generated().isEmpty()) {
            change.was()
                    .generated()
                    .ifPresent(how -> lost.add("AS (" + how.expression().text() + ") of "
                            + change.was().name()));
        }
        return lost;
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(SqlName::fold).toList();
    }
}
