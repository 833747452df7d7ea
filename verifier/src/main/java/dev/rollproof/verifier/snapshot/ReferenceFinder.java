package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.DanglingReference.BrokenTrigger;
import dev.rollproof.verifier.snapshot.DanglingReference.BrokenView;
import dev.rollproof.verifier.snapshot.DanglingReference.ForeignKeyToNoTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds what dangles. Foreign keys are read from the parsed tables; whether a view or trigger compiles, SQLite is asked, with
 * EXPLAIN of a statement that uses it.
 */
final class ReferenceFinder {
    private final SqliteDatabase database;
    private final SchemaSnapshot schema;
    private final StoredObject[] rows;

    ReferenceFinder(SqliteDatabase database, SchemaSnapshot schema) {
        this.database = database;
        this.schema = schema;
        this.rows = schema.rows();
    }

    SortedSet<DanglingReference> findAll() {
        SortedSet<DanglingReference> found = new TreeSet<>();
        for (StoredObject row : rows) {
            foreignKeys(row, found);
        }
        compile(List.of(rows), found);
        return found;
    }

    /** Keeps of {@code known} what nothing that changed can have to do with. */
    SortedSet<DanglingReference> findSince(SchemaSnapshot earlier, SortedSet<DanglingReference> known) {
        List<StoredObject> gone = StoredObjects.missingFrom(rows, earlier.rows());
        List<StoredObject> come = StoredObjects.missingFrom(earlier.rows(), rows);
        if (gone.isEmpty() && come.isEmpty()) {
            return known;
        }
        Set<StoredObject> affected = new LinkedHashSet<>(come);
        affected.addAll(StoredObjects.dependingOn(StoredObjects.names(gone, come), rows));
        known.removeIf(reference -> isOutdated(reference, gone, affected));
        for (StoredObject row : come) {
            foreignKeys(row, known);
        }
        foreignKeysTo(goneRelations(gone), known);
        compile(affected, known);
        return known;
    }

    private boolean isOutdated(DanglingReference reference, List<StoredObject> gone, Set<StoredObject> affected) {
        if (reference instanceof ForeignKeyToNoTable key) {
            return exists(key.parent()) || named(gone, StoredObject::isTable, key.table());
        }
        if (reference instanceof BrokenView view) {
            return named(gone, StoredObject::isView, view.name()) || named(affected, StoredObject::isView, view.name());
        }
        String trigger = ((BrokenTrigger) reference).name();
        return named(gone, StoredObject::isTrigger, trigger) || named(affected, StoredObject::isTrigger, trigger);
    }

    private static boolean named(Iterable<StoredObject> objects, Predicate<StoredObject> kind, String name) {
        for (StoredObject object : objects) {
            if (kind.test(object) && object.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private List<String> goneRelations(List<StoredObject> gone) {
        return gone.stream()
                .filter(StoredObject::isRelation)
                .map(StoredObject::name)
                .filter(name -> !exists(name))
                .toList();
    }

    private boolean exists(String relation) {
        String name = SqlName.fold(relation);
        for (StoredObject row : rows) {
            if (row.isRelation() && row.foldedName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void foreignKeysTo(List<String> parents, Set<DanglingReference> found) {
        if (parents.isEmpty()) {
            return;
        }
        for (StoredObject row : rows) {
            for (ForeignKey key : row.foreignKeys()) {
                if (parents.stream().anyMatch(parent -> SqlName.same(parent, key.parent()))) {
                    found.add(new ForeignKeyToNoTable(row.name(), key.columns(), key.parent()));
                }
            }
        }
    }

    private void foreignKeys(StoredObject row, Set<DanglingReference> found) {
        for (ForeignKey key : row.foreignKeys()) {
            if (!exists(key.parent())) {
                found.add(new ForeignKeyToNoTable(row.name(), key.columns(), key.parent()));
            }
        }
    }

    private void compile(Iterable<StoredObject> objects, Set<DanglingReference> found) {
        List<BrokenView> views = new ArrayList<>();
        List<Trigger> triggers = new ArrayList<>();
        for (StoredObject object : objects) {
            if (object.isView()) {
                error("SELECT * FROM " + quoted(object.name()))
                        .ifPresent(reason -> views.add(new BrokenView(object.name(), reason)));
            } else if (object.isTrigger()) {
                triggers.add((Trigger) object.parsed());
            }
        }
        views.stream().filter(view -> !followsFromAnother(view, views)).forEach(found::add);
        Set<String> fine = new LinkedHashSet<>();
        List<Trigger> suspects = new ArrayList<>();
        for (Trigger trigger : triggers) {
            String firing = firing(trigger);
            if (!fine.contains(firing)) {
                if (error(firing).isPresent()) {
                    suspects.add(trigger);
                } else {
                    fine.add(firing);
                }
            }
        }
        if (!suspects.isEmpty()) {
            found.addAll(new TriggerTrial(database, schema).broken(suspects, this::firing, views));
        }
    }

    private boolean followsFromAnother(BrokenView view, List<BrokenView> views) {
        return views.stream()
                .anyMatch(other -> !other.name().equals(view.name())
                        && other.reason().equals(view.reason())
                        && mentions(view.name(), other.name())
                        && !mentions(other.name(), view.name()));
    }

    private boolean mentions(String view, String name) {
        for (StoredObject row : rows) {
            if (row.isView() && row.name().equals(view)) {
                return row.mentions().contains(SqlName.fold(name));
            }
        }
        return false;
    }

    /** A statement that fires the trigger; EXPLAIN compiles it, with all triggers that it fires, and runs nothing. */
    private String firing(Trigger trigger) {
        String table = quoted(trigger.table());
        return switch (trigger.event()) {
            case INSERT -> "INSERT INTO " + table + " DEFAULT VALUES";
            case DELETE -> "DELETE FROM " + table;
            case UPDATE -> "UPDATE " + table + " SET " + assignments(trigger);
        };
    }

    private String assignments(Trigger trigger) {
        List<String> columns = trigger.updateOf();
        if (columns.isEmpty()) {
            columns = schema.relation(trigger.table())
                    .map(ReferenceFinder::writableColumns)
                    .orElse(List.of());
        }
        return columns.isEmpty()
                ? "rowid = rowid"
                : SqlName.quoted(columns.get(0)) + " = " + SqlName.quoted(columns.get(0));
    }

    private static List<String> writableColumns(SchemaObject relation) {
        if (relation instanceof Table table) {
            return table.columns().stream()
                    .filter(column -> column.generated().isEmpty())
                    .map(Column::name)
                    .toList();
        }
        return relation instanceof View view ? view.columns() : List.of();
    }

    private Optional<String> error(String statement) {
        return error(database, "EXPLAIN " + statement);
    }

    /** What SQLite says against the statement, if anything. */
    static Optional<String> error(SqliteDatabase database, String statement) {
        try {
            database.command(statement);
            return Optional.empty();
        } catch (StatementException e) {
            if (e.reason() == StatementException.Reason.TIMED_OUT) {
                throw e;
            }
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String quoted(String relation) {
        return "main." + SqlName.quoted(relation);
    }
}
