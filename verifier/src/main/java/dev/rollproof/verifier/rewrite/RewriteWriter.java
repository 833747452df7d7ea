package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ObjectChanged;
import dev.rollproof.verifier.diff.SchemaChange.ObjectLeftBehind;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.rewrite.Renames.ColumnRename;
import dev.rollproof.verifier.rewrite.Renames.TableRename;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.Trigger;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a rewrite, in an order in which nothing stands in the way of the next statement. */
final class RewriteWriter {
    private final Rehearsal rehearsal;
    private final SchemaSnapshot to;
    private final List<String> losses = new ArrayList<>();

    RewriteWriter(Rehearsal rehearsal, SchemaSnapshot to) {
        this.rehearsal = rehearsal;
        this.to = to;
    }

    SchemaRewrite write(Renames renames) {
        rename(renames);
        dropViewsAndTriggers();
        makeRoom();
        dropTablesWithoutChildren();
        createAndChangeTables();
        dropVirtualTables();
        drop(unwanted());
        to.indexes().forEach(this::createWhereFree);
        missing(to.views(), rehearsal.schema().views()).forEach(this::create);
        VirtualTables virtualTables = new VirtualTables(rehearsal, to);
        virtualTables.run();
        losses.addAll(virtualTables.losses());
        missing(to.triggers(), rehearsal.schema().triggers()).forEach(this::create);
        settings();
        List<SchemaChange> rest = differences();
        if (!rest.isEmpty()) {
            throw new UnwritableSchemaException(
                    "what was tried leaves a difference: " + rest.get(0).describe());
        }
        return new SchemaRewrite(rehearsal.statements(), losses);
    }

    private List<SchemaChange> differences() {
        return SchemaDiff.between(to, rehearsal.schema()).changes();
    }

    private void rename(Renames renames) {
        renames.columns().forEach(rename -> rename(rename, renames.tableName(rename.table())));
        for (TableRename rename : renames.tables()) {
            boolean free = table(rehearsal.schema(), rename.from()).isPresent()
                    && rehearsal.schema().relation(rename.to()).isEmpty();
            boolean wanted = to.relation(rename.from()).isEmpty()
                    && table(to, renames.tableName(rename.to())).isPresent();
            if (free && wanted) {
                rename(List.of("ALTER TABLE " + Identifier.of(rename.from()) + " RENAME TO "
                        + Identifier.of(rename.to()) + ";"));
            }
        }
    }

    private void rename(ColumnRename rename, String finalTable) {
        Optional<Table> table = table(rehearsal.schema(), rename.table());
        Optional<Table> target = table(to, finalTable);
        boolean present = hasColumn(table, rename.from()) && hasColumn(target, rename.to());
        if (!present || rename.from().equals(rename.to())) {
            return;
        }
        String alter = "ALTER TABLE " + Identifier.of(rename.table());
        List<String> statements = new ArrayList<>();
        boolean nameReused = hasColumn(table, rename.to()) && !SqlName.same(rename.from(), rename.to());
        if (nameReused) {
            // Another column has got the old name since: its values are not those that the name stood for.
            outdated(Index.class).stream()
                    .filter(index -> SqlName.same(index.table(), rename.table()) && isUnknown(index))
                    .forEach(index -> statements.add("DROP INDEX " + Identifier.of(index.name()) + ";"));
            statements.add(alter + " DROP COLUMN " + Identifier.of(rename.to()) + ";");
        }
        statements.add(
                alter + " RENAME COLUMN " + Identifier.of(rename.from()) + " TO " + Identifier.of(rename.to()) + ";");
        boolean renamed = !hasOther(target, rename) && rename(statements);
        if (nameReused && !renamed) {
            losses.add(finalTable + "." + rename.to() + " (its values)");
        }
    }

    private boolean isUnknown(Index index) {
        return to.indexes().stream().noneMatch(other -> SqlName.same(other.name(), index.name()));
    }

    private static boolean hasColumn(Optional<Table> table, String name) {
        return table.flatMap(t -> t.column(name)).isPresent();
    }

    /** Whether both names are wanted in the end, so that none is free. */
    private static boolean hasOther(Optional<Table> target, ColumnRename rename) {
        return hasColumn(target, rename.from()) && !SqlName.same(rename.from(), rename.to());
    }

    /** SQLite renames nothing while a view does not compile: then what has another name goes and comes. */
    private boolean rename(List<String> statements) {
        return rehearsal.attempt(() -> {
            rehearsal.run(statements);
            return true;
        });
    }

    private static Optional<Table> table(SchemaSnapshot schema, String name) {
        return schema.relation(name).filter(Table.class::isInstance).map(Table.class::cast);
    }

    private void dropViewsAndTriggers() {
        outdated(View.class).forEach(view -> rehearsal.run("DROP VIEW " + Identifier.of(view.name()) + ";"));
        // Those of a view went with it.
        outdated(Trigger.class)
                .forEach(trigger -> rehearsal.run("DROP TRIGGER " + Identifier.of(trigger.name()) + ";"));
    }

    /** What stands now and is otherwise, or not at all, in {@code to}. */
    private <T extends SchemaObject> List<T> outdated(Class<T> kind) {
        return differences().stream()
                .flatMap(change -> change instanceof ObjectChanged changed
                        ? Stream.of(changed.is())
                        : change instanceof ObjectLeftBehind left ? Stream.of(left.left()) : Stream.empty())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** A virtual table stands where an ordinary one is to be, or an index has the name of a table. */
    private void makeRoom() {
        outdated(Index.class).stream()
                .filter(index -> to.relation(index.name()).isPresent())
                .forEach(index -> rehearsal.run("DROP INDEX " + Identifier.of(index.name()) + ";"));
        for (VirtualTable virtual : rehearsal.schema().virtualTables()) {
            if (table(to, virtual.name()).isPresent()) {
                rehearsal.run("DROP TABLE " + Identifier.of(virtual.name()) + ";");
            }
        }
    }

    /**
     * New tables come first, for changed ones may refer to them. Where SQLite refuses that, those to which none does come last: a
     * key that they refer to may be unique only after the changes, and until it is SQLite drops no table that has it.
     */
    private void createAndChangeTables() {
        List<String> lossesBefore = List.copyOf(losses);
        boolean done = rehearsal.attempt(() -> {
            createTables(to.tables());
            changeTables();
            return true;
        });
        if (!done) {
            losses.clear();
            losses.addAll(lossesBefore);
            createTables(neededByOthers());
            changeTables();
            createTables(to.tables());
        }
    }

    private List<Table> neededByOthers() {
        List<Table> staying = to.tables().stream()
                .filter(table -> table(rehearsal.schema(), table.name()).isPresent())
                .toList();
        return to.tables().stream()
                .filter(parent -> staying.stream().anyMatch(child -> ForeignKeys.refer(child, parent)))
                .toList();
    }

    private void createTables(List<Table> wanted) {
        List<Table> tables = wanted.stream()
                .filter(table -> rehearsal.schema().relation(table.name()).isEmpty())
                .toList();
        for (Table table : ForeignKeys.parentsFirst(tables)) {
            create(table);
            createIndexes(table);
            losses.add(table.name() + " (its rows)");
        }
    }

    private void changeTables() {
        List<Table> rebuilt = new ArrayList<>();
        for (Table table : rehearsal.schema().tables()) {
            Optional<Table> target = table(to, table.name());
            if (target.isPresent() && !alter(table, target.get())) {
                rebuilt.add(table);
            } else {
                target.ifPresent(this::createIndexes);
            }
        }
        TableRebuilds rebuilds = new TableRebuilds(rehearsal, to);
        rebuilds.run(rebuilt);
        losses.addAll(rebuilds.losses());
    }

    private boolean alter(Table from, Table target) {
        return rehearsal.attempt(() -> {
            outdated(Index.class).stream()
                    .filter(index -> SqlName.same(index.table(), from.name()))
                    .forEach(index -> rehearsal.run("DROP INDEX " + Identifier.of(index.name()) + ";"));
            if (!isChanged(from)) {
                return true;
            }
            Optional<TableAlteration> alteration = TableAlteration.between(from, target);
            alteration.ifPresent(found -> rehearsal.run(found.statements()));
            boolean done = alteration.isPresent() && !isChanged(from);
            if (done) {
                losses.addAll(alteration.get().losses());
            }
            return done;
        });
    }

    private boolean isChanged(Table table) {
        return differences().stream()
                .flatMap(change -> ChangedTable.of(change).stream())
                .anyMatch(changed -> SqlName.same(changed.name(), table.name()));
    }

    private void dropVirtualTables() {
        for (VirtualTable virtual : outdated(VirtualTable.class)) {
            if (to.relation(virtual.name()).isEmpty()
                    || to.relation(virtual.name()).get() instanceof View) {
                rehearsal.run("DROP TABLE " + Identifier.of(virtual.name()) + ";");
            }
        }
    }

    /**
     * Before tables are changed, so that there is less to take care of. One that a table refers to which is to be changed
     * has to wait: SQLite deletes no row of a table that refers to one that is not there.
     */
    private void dropTablesWithoutChildren() {
        List<Table> dropped = new ArrayList<>(unwanted());
        List<Table> staying = new ArrayList<>(rehearsal.schema().tables());
        staying.removeAll(dropped);
        for (int i = 0; i < staying.size(); i++) {
            Table child = staying.get(i);
            List<Table> parents = dropped.stream()
                    .filter(parent -> ForeignKeys.refer(child, parent))
                    .toList();
            dropped.removeAll(parents);
            staying.addAll(parents);
        }
        drop(dropped);
    }

    private List<Table> unwanted() {
        return rehearsal.schema().tables().stream()
                .filter(table -> table(to, table.name()).isEmpty())
                .toList();
    }

    private void drop(List<Table> tables) {
        List<Table> ordered = ForeignKeys.childrenFirst(tables);
        if (ForeignKeys.needDeferral(ordered)) {
            rehearsal.deferForeignKeys();
        }
        rehearsal.dropTriggersFiredByDropping(ordered);
        ordered.forEach(table -> rehearsal.run("DROP TABLE " + Identifier.of(table.name()) + ";"));
    }

    private void createIndexes(Table table) {
        to.indexes().stream()
                .filter(index -> SqlName.same(index.table(), table.name()))
                .forEach(this::createWhereFree);
    }

    private void createWhereFree(Index index) {
        if (rehearsal.lacks(index)) {
            create(index);
        }
    }

    private void create(SchemaObject object) {
        rehearsal.run(StoredText.statement(object));
    }

    private static <T extends SchemaObject> List<T> missing(List<T> wanted, List<T> present) {
        return wanted.stream()
                .filter(object -> present.stream().noneMatch(other -> SqlName.same(other.name(), object.name())))
                .toList();
    }

    private void settings() {
        for (SchemaChange change : differences()) {
            if (change instanceof SchemaChange.SettingChanged setting) {
                rehearsal.run("PRAGMA " + setting.setting() + " = " + setting.was() + ";");
            }
        }
    }
}
