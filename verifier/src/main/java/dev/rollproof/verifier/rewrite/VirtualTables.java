package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.diff.SchemaChange.ObjectChanged;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.ArrayList;
import java.util.List;

/** Makes virtual tables what they are to be. They are never altered: their modules keep the rows as they please. */
final class VirtualTables {
    private final Rehearsal rehearsal;
    private final SchemaSnapshot to;
    private final List<String> losses = new ArrayList<>();

    VirtualTables(Rehearsal rehearsal, SchemaSnapshot to) {
        this.rehearsal = rehearsal;
        this.to = to;
    }

    /** What comes back without its rows. */
    List<String> losses() {
        return losses;
    }

    void run() {
        SchemaDiff.between(to, rehearsal.schema()).changes().stream()
                .filter(change -> change instanceof ObjectChanged changed && changed.was() instanceof VirtualTable)
                .map(ObjectChanged.class::cast)
                .forEach(changed -> rebuild((VirtualTable) changed.is(), (VirtualTable) changed.was()));
        for (VirtualTable table : to.virtualTables()) {
            if (rehearsal.schema().relation(table.name()).isEmpty()) {
                create(table);
                if (table.indexed().isEmpty()) {
                    losses.add(table.name() + " (its rows)");
                }
            }
        }
    }

    private void rebuild(VirtualTable from, VirtualTable target) {
        List<String> columns = new ArrayList<>(rehearsal.visibleColumns(from.name()));
        columns.removeIf(column -> target.columns().stream().noneMatch(other -> SqlName.same(column, other)));
        boolean keeps = from.content().isEmpty() && target.content().isEmpty() && !columns.isEmpty();
        if (from.isFullText() && target.isFullText()) {
            columns.add(0, "rowid");
        }
        String saved = rehearsal.freeName("saved_" + from.name(), to);
        ColumnCopy copy = new ColumnCopy(
                columns, columns, columns.stream().map(Identifier::of).toList(), List.of());
        if (keeps) {
            rehearsal.run(copy.save(saved, from.name()));
        }
        rehearsal.run("DROP TABLE " + Identifier.of(from.name()) + ";");
        create(target);
        if (keeps) {
            rehearsal.run(copy.insert(target.name(), saved));
            rehearsal.run("DROP TABLE " + Identifier.of(saved) + ";");
        } else if (target.indexed().isEmpty()) {
            losses.add(target.name() + " (its rows)");
        }
    }

    private void create(VirtualTable table) {
        rehearsal.run(StoredText.statement(table));
        if (table.indexed().isPresent()) {
            String name = Identifier.of(table.name());
            rehearsal.run("INSERT INTO " + name + " (" + name + ") VALUES ('rebuild');");
        }
    }
}
