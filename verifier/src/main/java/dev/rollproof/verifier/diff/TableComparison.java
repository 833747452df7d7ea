package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares two tables of one name whose stored SQL differs. */
final class TableComparison {
    private final SchemaSnapshot before;
    private final Table was;
    private final SchemaSnapshot after;
    private final Table is;
    private final Scope wasScope;
    private final Scope isScope;
    private final List<SchemaChange> changes = new ArrayList<>();
    /** The columns that only one side has, folded. */
    private final Set<String> missing = new HashSet<>();

    private final Set<String> leftBehind = new HashSet<>();

    TableComparison(SchemaSnapshot before, Table was, SchemaSnapshot after, Table is) {
        this.before = before;
        this.was = was;
        this.after = after;
        this.is = is;
        this.wasScope = Scope.of(was);
        this.isScope = Scope.of(is);
    }

    List<SchemaChange> changes() {
        if (was.strict() != is.strict() || was.withoutRowid() != is.withoutRowid()) {
            changes.add(new SchemaChange.ObjectChanged(was, is, Wording.options(was, is)));
        }
        columns();
        constraints();
        if (!namesIn(was, leftBehind, missing).equals(namesIn(is, missing, leftBehind))) {
            changes.add(new SchemaChange.ColumnOrder(was, is));
        }
        return changes;
    }

    private static List<String> namesIn(Table table, Set<String> without, Set<String> norWithout) {
        return table.columns().stream()
                .map(column -> SqlName.fold(column.name()))
                .filter(name -> !without.contains(name) && !norWithout.contains(name))
                .toList();
    }

    private void columns() {
        for (Column column : was.columns()) {
            Optional<Column> now = is.column(column.name());
            if (now.isEmpty()) {
                missing.add(SqlName.fold(column.name()));
                changes.add(new SchemaChange.ColumnMissing(was, column));
            } else if (!column.name().equals(now.get().name())
                    || !facts(column, wasScope).equals(facts(now.get(), isScope))) {
                changes.add(new SchemaChange.ColumnChanged(was, column, now.get()));
            }
        }
        for (Column column : is.columns()) {
            if (was.column(column.name()).isEmpty()) {
                leftBehind.add(SqlName.fold(column.name()));
                changes.add(new SchemaChange.ColumnLeftBehind(is, column));
            }
        }
    }

    /** All that a column's definition says, in a form in which the same is equal. */
    private static List<Object> facts(Column column, Scope scope) {
        Map<String, String> clauseNames = new TreeMap<>();
        column.clauseNames().forEach((clause, name) -> clauseNames.put(clause, SqlName.fold(name)));
        return List.of(
                CanonicalSql.ofType(column.type()),
                column.notNull(),
                column.defaultValue().map(CanonicalSql::ofDefault),
                column.collation().map(SqlName::fold),
                column.generated().map(Column.Generated::stored),
                column.generated().map(how -> CanonicalSql.of(how.expression(), scope)),
                clauseNames);
    }

    private void constraints() {
        Map<ConstraintFacts, Constraint> gone = facts(was, wasScope);
        Map<ConstraintFacts, Constraint> come = facts(is, isScope);
        Set<ConstraintFacts> both = new HashSet<>(gone.keySet());
        both.retainAll(come.keySet());
        gone.keySet().removeAll(both);
        come.keySet().removeAll(both);
        matchImpliedKeys(gone, come);
        List<Constraint> rest = new ArrayList<>(come.values());
        for (Constraint old : gone.values()) {
            Optional<Constraint> now = counterpart(old, rest, gone.values());
            now.ifPresent(rest::remove);
            if (involves(old, missing) || (now.isPresent() && involves(now.get(), leftBehind))) {
                continue;
            }
            changes.add(
                    now.isPresent()
                            ? new SchemaChange.ConstraintChanged(was, old, now.get())
                            : new SchemaChange.ConstraintMissing(was, old));
        }
        for (Constraint now : rest) {
            if (!involves(now, leftBehind)) {
                changes.add(new SchemaChange.ConstraintLeftBehind(is, now));
            }
        }
    }

    private static Map<ConstraintFacts, Constraint> facts(Table table, Scope scope) {
        Map<ConstraintFacts, Constraint> facts = new LinkedHashMap<>();
        for (Constraint constraint : table.constraints()) {
            facts.putIfAbsent(ConstraintFacts.of(constraint, scope), constraint);
        }
        return facts;
    }

    /** REFERENCES t is REFERENCES t(pk), each in its own schema. */
    private void matchImpliedKeys(Map<ConstraintFacts, Constraint> gone, Map<ConstraintFacts, Constraint> come) {
        Map<ConstraintFacts, ConstraintFacts> explicit = new LinkedHashMap<>();
        come.keySet().forEach(facts -> explicit.put(facts.withParentKey(after), facts));
        gone.keySet().removeIf(facts -> {
            ConstraintFacts same = explicit.remove(facts.withParentKey(before));
            return same != null && come.remove(same) != null;
        });
    }

    /** The constraint that took the place of {@code old}, when that can be said without a guess. */
    private static Optional<Constraint> counterpart(
            Constraint old, List<Constraint> come, Collection<Constraint> gone) {
        List<Constraint> candidates = come.stream()
                .filter(now -> now.getClass() == old.getClass())
                .filter(now -> old instanceof Constraint.PrimaryKey
                        || old instanceof Check
                        || folded(now.columns()).equals(folded(old.columns())))
                .toList();
        if (!(old instanceof Check)) {
            return candidates.stream().findFirst();
        }
        Optional<Constraint> named = candidates.stream()
                .filter(now -> old.name().isPresent()
                        && now.name().map(SqlName::fold).equals(old.name().map(SqlName::fold)))
                .findFirst();
        boolean only = candidates.size() == 1
                && gone.stream().filter(Check.class::isInstance).count() == 1;
        return named.isPresent() || !only ? named : candidates.stream().findFirst();
    }

    private static boolean involves(Constraint constraint, Set<String> columns) {
        if (constraint instanceof Check check) {
            return check.condition().tokens().stream().anyMatch(token -> columns.contains(SqlName.fold(token.name())));
        }
        return folded(constraint.columns()).stream().anyMatch(columns::contains);
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(SqlName::fold).toList();
    }
}
