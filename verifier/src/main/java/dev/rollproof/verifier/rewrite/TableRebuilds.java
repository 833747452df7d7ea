package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds tables anew where ALTER TABLE cannot change them. A table that nothing else mentions: as in SQLite's documentation
 * (https://www.sqlite.org/lang_altertable.html#otheralter), a new table, the rows copied, the old one dropped, the new one
 * renamed. Others: see {@link InPlaceRebuild}.
 */
final class TableRebuilds {
    private final Rehearsal rehearsal;
    private final SchemaSnapshot to;
    private final List<String> losses = new ArrayList<>();

    TableRebuilds(Rehearsal rehearsal, SchemaSnapshot to) {
        this.rehearsal = rehearsal;
        this.to = to;
    }

    /** What comes back without its values. */
    List<String> losses() {
        return losses;
    }

    /** Makes each of the tables what it is in {@code to}. */
    void run(List<Table> changed) {
        Set<Table> together = rebuiltTogether(changed);
        List<RebuiltTable> inPlace = new ArrayList<>();
        for (Table table : changed) {
            RebuiltTable rebuilt = rebuilt(table);
            if (together.contains(table) || !rehearsal.attempt(() -> renameInto(rebuilt))) {
                inPlace.add(rebuilt);
            }
        }
        if (!inPlace.isEmpty()) {
            new InPlaceRebuild(rehearsal, to, inPlace).run();
        }
    }

    private RebuiltTable rebuilt(Table table) {
        Table target = (Table) to.relation(table.name()).orElseThrow();
        ColumnCopy copy = ColumnCopy.between(table, target, isKnownByRowids(table));
        losses.addAll(copy.isEmpty() ? List.of(target.name() + " (its rows)") : copy.losses());
        return new RebuiltTable(table, target, copy);
    }

    /** Those that something mentions, and those whose rows would go with theirs. */
    private Set<Table> rebuiltTogether(List<Table> changed) {
        Set<Table> together = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Table table : changed) {
                if (isMentioned(table) || together.stream().anyMatch(parent -> ForeignKeys.act(table, parent))) {
                    more |= together.add(table);
                }
            }
        }
        return together;
    }

    /** An FTS5 table with external content finds the rows of its content table by their rowids. */
    private boolean isKnownByRowids(Table table) {
        return to.virtualTables().stream().anyMatch(virtual -> StoredText.mentions(virtual, table.name()));
    }

    private boolean isMentioned(Table table) {
        SchemaSnapshot now = rehearsal.schema();
        return Stream.concat(now.tables().stream(), to.tables().stream())
                        .anyMatch(child -> ForeignKeys.refer(child, table))
                || now.views().stream().anyMatch(view -> StoredText.mentions(view, table.name()))
                || now.triggers().stream()
                        .filter(trigger -> !SqlName.same(trigger.table(), table.name()))
                        .anyMatch(trigger -> StoredText.mentions(trigger, table.name()));
    }

    private boolean renameInto(RebuiltTable table) {
        String name = rehearsal.freeName("new_" + table.to().name(), to);
        rehearsal.run(StoredText.statement(table.to(), name));
        if (table.keepsCounter()) {
            rehearsal.run(table.copyCounter(name));
        }
        if (!table.copy().isEmpty()) {
            rehearsal.run(table.copy().insert(name, table.from().name()));
        }
        rehearsal.run("DROP TABLE " + Identifier.of(table.from().name()) + ";");
        rehearsal.run("ALTER TABLE " + Identifier.of(name) + " RENAME TO "
                + Identifier.of(table.to().name()) + ";");
        return true;
    }

    /**
     * A table that is built anew.
     *
     * @param from as it stands
     * @param to as it is to be
     * @param copy how its rows come along
     */
    record RebuiltTable(Table from, Table to, ColumnCopy copy) {
        /** Whether both have an AUTOINCREMENT counter: it may be higher than the highest key. */
        boolean keepsCounter() {
            return counts(from) && counts(to);
        }

        private static boolean counts(Table table) {
            return table.primaryKey()
                    .filter(Constraint.PrimaryKey::autoincrement)
                    .isPresent();
        }

        String copyCounter(String name) {
            return "INSERT INTO sqlite_sequence (name, seq) SELECT " + Identifier.string(name)
                    + ", seq FROM sqlite_sequence WHERE name = " + Identifier.string(from.name()) + ";";
        }
    }
}
