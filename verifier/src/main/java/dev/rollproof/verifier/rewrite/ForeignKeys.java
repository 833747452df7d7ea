package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.snapshot.Constraint.Action;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Which tables refer to which. */
final class ForeignKeys {
    private ForeignKeys() {}

    /** Whether {@code child} refers to {@code parent}; a table may refer to itself. */
    static boolean refer(Table child, Table parent) {
        return child.foreignKeys().stream().anyMatch(key -> isTo(key, parent));
    }

    /** Whether rows of {@code child} go or change with the row of {@code parent} that they refer to. */
    static boolean act(Table child, Table parent) {
        return child.foreignKeys().stream()
                .anyMatch(key -> isTo(key, parent)
                        && switch (key.onDelete()) {
                            case CASCADE, SET_NULL, SET_DEFAULT -> true;
                            case NO_ACTION, RESTRICT -> false;
                        });
    }

    /** Those of {@code tables} whose rows may go or change when the rows of {@code parents} go; parents may be among them. */
    static List<Table> actedOn(Collection<Table> parents, List<Table> tables) {
        List<Table> found = new ArrayList<>(parents);
        List<Table> actedOn = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Table parent = found.get(i);
            for (Table table : tables) {
                if (!actedOn.contains(table) && act(table, parent)) {
                    actedOn.add(table);
                    found.add(table);
                }
            }
        }
        return actedOn;
    }

    /**
     * Whether dropping the tables in this order removes, for a while, rows that others refer to: DROP TABLE deletes all rows
     * first (https://www.sqlite.org/foreignkeys.html#fk_schemacommands), and RESTRICT does not wait for its end.
     */
    static boolean needDeferral(List<Table> dropped) {
        for (int i = 0; i < dropped.size(); i++) {
            Table parent = dropped.get(i);
            boolean restricted = parent.foreignKeys().stream()
                    .anyMatch(key -> isTo(key, parent) && key.onDelete() == Action.RESTRICT);
            boolean referredTo =
                    dropped.subList(i + 1, dropped.size()).stream().anyMatch(child -> refer(child, parent));
            if (restricted || referredTo) {
                return true;
            }
        }
        return false;
    }

    /**
     * Every table before those that it refers to, as far as there are no cycles. In a cycle one goes first whose own rows go
     * with each other: SQLite no longer does that once another table that it refers to is not there.
     */
    static List<Table> childrenFirst(Collection<Table> tables) {
        List<Table> left = new ArrayList<>(tables);
        List<Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Table next = left.stream()
                    .filter(table -> left.stream().noneMatch(child -> !child.equals(table) && refer(child, table)))
                    .findFirst()
                    .or(() -> left.stream().filter(table -> act(table, table)).findFirst())
                    .orElse(left.get(0));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    /** Every table after those that it refers to, as far as there are no cycles. */
    static List<Table> parentsFirst(Collection<Table> tables) {
        List<Table> ordered = childrenFirst(tables);
        Collections.reverse(ordered);
        return ordered;
    }

    private static boolean isTo(ForeignKey key, Table parent) {
        return SqlName.same(key.parent(), parent.name());
    }
}
