package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.rewrite.TableRebuilds.RebuiltTable;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds tables anew under their own names: their rows are saved, they are dropped, made again and filled. It is the way for
 * tables that foreign keys refer to, a view, or a trigger of another table. What it does for the rows that refer to them, and
 * why, {@link SchemaRewrite} says.
 *
 * <p>A rename would not do there. DROP TABLE deletes the rows first, and SQLite counts those that others refer to; it takes
 * that back when rows are inserted into a table of the same name, not when one gets the name. Nor does it rename while a view
 * or trigger mentions a table that is not there.
 */
final class InPlaceRebuild {
    private final Rehearsal rehearsal;
    private final SchemaSnapshot to;
    private final Map<Table, RebuiltTable> rebuilt;
    /** The tables that stay as they are, whose rows would go or change with those of the others. */
    private final List<Table> emptied;

    private final Map<Table, String> saved = new LinkedHashMap<>();

    InPlaceRebuild(Rehearsal rehearsal, SchemaSnapshot to, List<RebuiltTable> tables) {
        this.rehearsal = rehearsal;
        this.to = to;
        this.rebuilt = tables.stream()
                .collect(Collectors.toMap(RebuiltTable::from, table -> table, (a, b) -> a, LinkedHashMap::new));
        this.emptied = ForeignKeys.actedOn(rebuilt.keySet(), rehearsal.schema().tables()).stream()
                .filter(table -> !rebuilt.containsKey(table))
                .toList();
    }

    void run() {
        List<Table> all =
                Stream.concat(rebuilt.keySet().stream(), emptied.stream()).toList();
        List<Table> childrenFirst = ForeignKeys.childrenFirst(all);
        List<Table> parentsFirst = ForeignKeys.parentsFirst(all);
        if (rebuilt.keySet().stream().anyMatch(this::isReferredTo)) {
            rehearsal.deferForeignKeys();
        }
        parentsFirst.forEach(this::save);
        childrenFirst.stream().filter(emptied::contains).forEach(rehearsal::dropTriggers);
        rehearsal.dropTriggersFiredByDropping(childrenFirst);
        for (Table table : childrenFirst) {
            RebuiltTable own = rebuilt.get(table);
            if (own == null) {
                rehearsal.run("DELETE FROM " + Identifier.of(table.name()) + ";");
            } else {
                rehearsal.run("DROP TABLE " + Identifier.of(table.name()) + ";");
                // At once: SQLite deletes no row of a table that refers to one that is not there.
                create(own.to());
            }
        }
        parentsFirst.forEach(this::fill);
        saved.values().forEach(name -> rehearsal.run("DROP TABLE " + Identifier.of(name) + ";"));
    }

    private boolean isReferredTo(Table table) {
        return Stream.of(rehearsal.schema(), to)
                .flatMap(schema -> schema.tables().stream())
                .anyMatch(child -> ForeignKeys.refer(child, table));
    }

    private ColumnCopy copy(Table table) {
        RebuiltTable own = rebuilt.get(table);
        return own == null ? ColumnCopy.between(table, table, true) : own.copy();
    }

    private void save(Table table) {
        if (to.relation(table.name()).isEmpty()) {
            return;
        }
        ColumnCopy copy = copy(table);
        String name = rehearsal.freeName("saved_" + table.name(), to);
        if (!copy.isEmpty()) {
            rehearsal.run(copy.save(name, table.name()));
            saved.put(table, name);
        }
        RebuiltTable own = rebuilt.get(table);
        if (own != null && own.keepsCounter()) {
            rehearsal.run(own.copyCounter(name));
        }
    }

    private void create(Table table) {
        rehearsal.run(StoredText.statement(table));
        // A foreign key to this table needs the unique index on its columns before a row comes.
        to.indexes().stream()
                .filter(index -> index.unique() && SqlName.same(index.table(), table.name()))
                .filter(index -> rehearsal.lacks(index))
                .map(StoredText::statement)
                .forEach(rehearsal::run);
    }

    private void fill(Table table) {
        RebuiltTable own = rebuilt.get(table);
        String target = own == null ? table.name() : own.to().name();
        String source = saved.get(table);
        if (own != null && own.keepsCounter() && source != null) {
            rehearsal.run("UPDATE sqlite_sequence SET name = " + Identifier.string(target) + " WHERE name = "
                    + Identifier.string(source) + ";");
        }
        if (source != null) {
            rehearsal.run(copy(table).insert(target, source));
        }
    }
}
