package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.diff.SchemaChange.ObjectChanged;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.VirtualTable;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
                if (content(table).filter(name -> !name.isEmpty()).isEmpty()) {
                    losses.add(table.name() + " (its rows)");
                }
            }
        }
    }

    private void rebuild(VirtualTable from, VirtualTable target) {
        List<String> columns = new ArrayList<>(rehearsal.visibleColumns(from.name()));
        columns.removeIf(column -> target.columns().stream().noneMatch(other -> SqlName.same(column, other)));
        boolean keeps = content(from).isEmpty() && content(target).isEmpty() && !columns.isEmpty();
        if (isFullText(from) && isFullText(target)) {
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
        } else if (content(target).filter(name -> !name.isEmpty()).isEmpty()) {
            losses.add(target.name() + " (its rows)");
        }
    }

    private void create(VirtualTable table) {
        rehearsal.run(StoredText.statement(table));
        if (content(table).filter(name -> !name.isEmpty()).isPresent()) {
            String name = Identifier.of(table.name());
            rehearsal.run("INSERT INTO " + name + " (" + name + ") VALUES ('rebuild');");
        }
    }

    private static boolean isFullText(VirtualTable table) {
        return SqlName.fold(table.module()).startsWith("fts");
    }

    /**
     * The table whose rows a full-text index is over; an empty name for an index without any; nothing where it keeps its rows
     * itself (https://www.sqlite.org/fts5.html#external_content_and_contentless_tables).
     */
    private static Optional<String> content(VirtualTable table) {
        List<SqlToken> tokens = table.arguments().tokens();
        for (int i = 0; isFullText(table) && i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("content") && tokens.get(i + 1).text().equals("=")) {
                return Optional.of(tokens.get(i + 2).name());
            }
        }
        return Optional.empty();
    }
}
