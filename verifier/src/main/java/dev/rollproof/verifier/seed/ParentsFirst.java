package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The order that foreign keys suggest. They are checked at the end alone, but a trigger may look for the parent's row. */
final class ParentsFirst {
    private final SqliteDatabase database;
    private final List<TableRows> all;
    private final Set<TableRows> ordered = new LinkedHashSet<>();
    private final Set<String> visited = new HashSet<>();

    private ParentsFirst(List<TableRows> all, SqliteDatabase database) {
        this.all = all;
        this.database = database;
    }

    /** Those of {@code all}, each after its parents; a circle is entered where the file enters it. */
    static List<TableRows> order(List<TableRows> all, SqliteDatabase database) {
        ParentsFirst order = new ParentsFirst(all, database);
        all.forEach(order::visit);
        return new ArrayList<>(order.ordered);
    }

    private void visit(TableRows rows) {
        String name = rows.table().name();
        if (!visited.add(name)) {
            return;
        }
        List<String> parents = database.query(
                "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?)", row -> TargetTable.text(row, 1), name);
        all.stream()
                .filter(other -> parents.stream()
                        .anyMatch(parent -> SqlName.same(parent, other.table().name())))
                .forEach(this::visit);
        ordered.add(rows);
    }
}
