package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.Trigger;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two snapshots: the objects with other SQL are parsed, paired by name and looked at one by one. */
final class SchemaComparison {
    private final SchemaSnapshot before;
    private final SchemaSnapshot after;
    private final List<SchemaObject> was;
    private final List<SchemaObject> is;
    private final List<SchemaChange> changes = new ArrayList<>();
    private final List<String> textDifferences = new ArrayList<>();
    /** Tables and views that only one side has, folded: what belongs to them goes and comes with them. */
    private final Set<String> oneSided = new HashSet<>();

    SchemaComparison(SchemaSnapshot before, SchemaSnapshot after) {
        this.before = before;
        this.after = after;
        this.was = before.objectsNotIn(after);
        this.is = after.objectsNotIn(before);
    }

    SchemaDiff diff() {
        if (!was.isEmpty() || !is.isEmpty()) {
            findOneSided(Table.class);
            findOneSided(View.class);
            findOneSided(VirtualTable.class);
            compare(Table.class, this::tables);
            compare(VirtualTable.class, this::virtualTables);
            compare(Index.class, this::indexes);
            compare(View.class, this::views);
            compare(Trigger.class, this::triggers);
        }
        setting("user_version", before.userVersion(), after.userVersion());
        setting("application_id", before.applicationId(), after.applicationId());
        textDifferences.sort(null);
        return new SchemaDiff(changes, textDifferences);
    }

    private void setting(String name, long wasValue, long isValue) {
        if (wasValue != isValue) {
            changes.add(new SchemaChange.SettingChanged(name, wasValue, isValue));
        }
    }

    private <T extends SchemaObject> void findOneSided(Class<T> kind) {
        Set<String> onlyBefore = new HashSet<>(byName(kind, was).keySet());
        Set<String> onlyAfter = new HashSet<>(byName(kind, is).keySet());
        Set<String> both = new HashSet<>(onlyBefore);
        both.retainAll(onlyAfter);
        onlyBefore.removeAll(both);
        onlyAfter.removeAll(both);
        oneSided.addAll(onlyBefore);
        oneSided.addAll(onlyAfter);
    }

    private static <T extends SchemaObject> SortedMap<String, T> byName(Class<T> kind, List<SchemaObject> objects) {
        SortedMap<String, T> byName = new TreeMap<>();
        for (SchemaObject object : objects) {
            if (kind.isInstance(object)) {
                byName.put(SqlName.fold(object.name()), kind.cast(object));
            }
        }
        return byName;
    }

    /** Compares two objects of one name. */
    @FunctionalInterface
    private interface Comparison<T> {
        List<SchemaChange> between(T was, T is);
    }

    private <T extends SchemaObject> void compare(Class<T> kind, Comparison<T> comparison) {
        Map<String, T> wasByName = byName(kind, was);
        Map<String, T> isByName = byName(kind, is);
        Set<String> names = new TreeSet<>(wasByName.keySet());
        names.addAll(isByName.keySet());
        for (String name : names) {
            T old = ofBothSides(wasByName.get(name));
            T now = ofBothSides(isByName.get(name));
            if (old != null && now != null) {
                List<SchemaChange> found = comparison.between(old, now);
                changes.addAll(found);
                if (found.isEmpty()) {
                    textDifferences.add(old.name());
                }
            } else if (old != null) {
                changes.add(new SchemaChange.ObjectMissing(old));
            } else if (now != null) {
                changes.add(new SchemaChange.ObjectLeftBehind(now));
            }
        }
    }

    /** The object, or null when it belongs to a table or view that only one side has. */
    private <T extends SchemaObject> @Nullable T ofBothSides(@Nullable T object) {
        boolean gone = (object instanceof Index index && oneSided.contains(SqlName.fold(index.table())))
                || (object instanceof Trigger trigger && oneSided.contains(SqlName.fold(trigger.table())));
        return gone ? null : object;
    }

    private static List<SchemaChange> changed(SchemaObject old, SchemaObject now, String difference) {
        return List.of(new SchemaChange.ObjectChanged(old, now, difference));
    }

    private List<SchemaChange> tables(Table old, Table now) {
        return new TableComparison(before, old, after, now).changes();
    }

    private List<SchemaChange> virtualTables(VirtualTable old, VirtualTable now) {
        boolean same =
                SqlName.same(old.module(), now.module()) && old.arguments().sameText(now.arguments());
        return same
                ? List.of()
                : changed(old, now, Wording.change("is ", now.definition(), ", was ", old.definition()));
    }

    private List<SchemaChange> indexes(Index old, Index now) {
        boolean same = old.unique() == now.unique()
                && SqlName.same(old.table(), now.table())
                && columns(old, before).equals(columns(now, after))
                && old.where()
                        .map(where -> CanonicalSql.of(where, scope(old, before)))
                        .equals(now.where().map(where -> CanonicalSql.of(where, scope(now, after))));
        return same
                ? List.of()
                : changed(old, now, Wording.change("is ", Wording.place(now), ", was ", Wording.place(old)));
    }

    private static List<List<String>> columns(Index index, SchemaSnapshot schema) {
        Scope scope = scope(index, schema);
        return index.columns().stream()
                .map(column -> CanonicalSql.ofKey(column, scope))
                .toList();
    }

    private static Scope scope(Index index, SchemaSnapshot schema) {
        return schema.relation(index.table())
                .filter(Table.class::isInstance)
                .map(table -> Scope.of((Table) table))
                .orElse(Scope.NOTHING);
    }

    private List<SchemaChange> views(View old, View now) {
        List<String> wasSelect = CanonicalSql.of(old.select(), scope(old, before));
        List<String> isSelect = CanonicalSql.of(now.select(), scope(now, after));
        if (!wasSelect.equals(isSelect)) {
            String difference =
                    "has another SELECT: " + Wording.parting(old.select(), wasSelect, now.select(), isSelect);
            return changed(old, now, difference);
        }
        return viewColumns(old, now)
                .map(difference -> changed(old, now, difference))
                .orElse(List.of());
    }

    /** How the declared names differ, or the letter case of those that it returns. */
    private Optional<String> viewColumns(View old, View now) {
        if (!folded(old.declaredColumns()).equals(folded(now.declaredColumns()))) {
            return Optional.of(Wording.change("declares ", declared(now), ", declared ", declared(old)));
        }
        // With the same SELECT, other columns come from the tables, where they are listed; their letter case need not.
        boolean onlyCase = folded(old.columns()).equals(folded(now.columns()));
        if (!onlyCase || old.columns().equals(now.columns())) {
            return Optional.empty();
        }
        for (int i = 0; i < old.columns().size(); i++) {
            String oldName = old.columns().get(i);
            String newName = now.columns().get(i);
            if (!oldName.equals(newName) && CanonicalSql.isOneWord(oldName) && !isListed(oldName, newName)) {
                return Optional.of("returns the column " + newName + ", was " + oldName);
            }
        }
        return Optional.empty();
    }

    /** True when a table's column is listed with the same two names: a view that takes it from there adds nothing. */
    private boolean isListed(String oldName, String newName) {
        return changes.stream()
                .anyMatch(change -> change instanceof SchemaChange.ColumnChanged column
                        && column.was().name().equals(oldName)
                        && column.is().name().equals(newName));
    }

    private static String declared(View view) {
        return view.declaredColumns().isEmpty()
                ? "no columns"
                : "the columns (" + String.join(", ", view.declaredColumns()) + ")";
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(SqlName::fold).toList();
    }

    private static Scope scope(View view, SchemaSnapshot schema) {
        return Scope.of(List.of(view.select()), schema);
    }

    private List<SchemaChange> triggers(Trigger old, Trigger now) {
        List<String> differences = new ArrayList<>();
        if (!SqlName.same(old.table(), now.table())) {
            differences.add("is now on " + now.table());
        }
        if (!SqlName.same(old.firing(), now.firing())) {
            differences.add("fires " + now.firing() + ", fired " + old.firing());
        }
        Scope wasScope = scope(old, before);
        Scope isScope = scope(now, after);
        Optional<List<String>> wasWhen = old.when().map(when -> CanonicalSql.of(when, wasScope));
        Optional<List<String>> isWhen = now.when().map(when -> CanonicalSql.of(when, isScope));
        if (!wasWhen.equals(isWhen)) {
            differences.add(Wording.change("fires ", when(now), ", fired ", when(old)));
        }
        List<String> wasBody = CanonicalSql.of(old.body(), wasScope);
        List<String> isBody = CanonicalSql.of(now.body(), isScope);
        if (!wasBody.equals(isBody)) {
            differences.add("has another body: " + Wording.parting(old.body(), wasBody, now.body(), isBody));
        }
        return differences.isEmpty() ? List.of() : changed(old, now, String.join("; ", differences));
    }

    private static String when(Trigger trigger) {
        return trigger.when().map(when -> "WHEN " + when.text()).orElse("always");
    }

    private static Scope scope(Trigger trigger, SchemaSnapshot schema) {
        List<SqlFragment> fragments = new ArrayList<>(List.of(trigger.body()));
        trigger.when().ifPresent(fragments::add);
        return Scope.of(fragments, schema);
    }
}
