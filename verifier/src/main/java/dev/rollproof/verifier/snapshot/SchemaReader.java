package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code sqlite_schema}, whole or, after statements that only add or remove rows, its end alone.
 *
 * <p>Why the end is enough: a new row gets the highest rowid plus one, and a row keeps its rowid. So what is at or below a
 * row that is still there can only have lost rows, and a count tells whether it did. A row that is gone and another in its
 * place cannot be told from one that stayed; but then all rows above it were gone at that time, which takes a DROP for each
 * table that they belong to, and those are counted. The statements' words decide how much is read, never what the result is.
 */
final class SchemaReader {
    private static final String COUNT = "SELECT count(*) FROM sqlite_schema";
    private static final String ALL = "SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid";
    private static final String TAIL =
            "SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema WHERE rowid > ? ORDER BY rowid";
    private static final String COLUMNS = "SELECT name FROM pragma_table_xinfo(?, 'main')";
    private static final String SHADOWS =
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'";

    /** So much is read first, then eight times as much, as long as what changed may reach further back. */
    private static final int FIRST_WINDOW = 8;

    private final SqliteDatabase database;

    private SchemaReader(SqliteDatabase database) {
        this.database = database;
    }

    static SchemaSnapshot readAll(SqliteDatabase database, SchemaSnapshot known) {
        return read(database, known, reader -> reader.readAll(known.rows()));
    }

    static SchemaSnapshot read(SqliteDatabase database, SchemaSnapshot previous, List<SqlStatement> executed) {
        ReadingPlan plan = ReadingPlan.after(executed);
        return read(
                database,
                previous,
                reader -> plan.tailIsEnough()
                        ? reader.readTail(previous.rows(), plan.drops())
                        : reader.readAll(previous.rows()));
    }

    private static SchemaSnapshot read(
            SqliteDatabase database, SchemaSnapshot previous, Function<SchemaReader, StoredObject[]> rows) {
        try {
            SchemaReader reader = new SchemaReader(database);
            return reader.read(previous, rows.apply(reader));
        } catch (StatementException e) {
            if (e.getMessage() != null && e.getMessage().startsWith("malformed database schema")) {
                throw new UnreadableSchemaException(e.getMessage(), e);
            }
            throw e;
        }
    }

    private SchemaSnapshot read(SchemaSnapshot previous, StoredObject[] rows) {
        StoredObject[] before = previous.rows();
        Set<String> shadows = previous.shadows();
        if (rows != before) {
            Set<String> changed = StoredObjects.changedNames(before, rows);
            shadows = readShadows(previous, rows, changed);
            readColumns(rows, changed);
        }
        return previous.with(rows, shadows, number("PRAGMA user_version"), number("PRAGMA application_id"));
    }

    private long number(String sql) {
        return database.query(sql, row -> row.number(1)).get(0);
    }

    private StoredObject[] readTail(StoredObject[] before, int drops) {
        if (drops > 0 && hasVirtualTable(before)) {
            // One DROP removes the shadow tables too, so DROPs do not bound what is gone.
            return readAll(before);
        }
        long total = number(COUNT);
        for (int window = FIRST_WINDOW; window < before.length; window *= 8) {
            int kept = before.length - window;
            if (drops > 0 && !takesMoreDrops(before, kept - 1, drops)) {
                continue;
            }
            List<StoredObject> tail = query(new Reuse(before, kept), TAIL, before[kept - 1].rowid());
            if (total - tail.size() == kept) {
                return sameRows(before, kept, tail) ? before : join(before, kept, tail);
            }
        }
        return readAll(before);
    }

    /** True when more than {@code drops} statements are needed to remove all rows from {@code from} on. */
    private static boolean takesMoreDrops(StoredObject[] rows, int from, int drops) {
        Set<String> tables = new HashSet<>();
        for (int i = rows.length - 1; i >= from && tables.size() <= drops; i--) {
            tables.add(SqlName.fold(rows[i].table()));
        }
        return tables.size() > drops;
    }

    private static boolean hasVirtualTable(StoredObject[] rows) {
        for (StoredObject row : rows) {
            if (row.isVirtualTable()) {
                return true;
            }
        }
        return false;
    }

    private StoredObject[] readAll(StoredObject[] before) {
        List<StoredObject> rows = query(new Reuse(before, 0), ALL);
        return sameRows(before, 0, rows) ? before : rows.toArray(StoredObject[]::new);
    }

    /** True when nothing changed: every row is the very object that was known, so in its old place too. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameRows(StoredObject[] before, int from, List<StoredObject> rows) {
        if (before.length - from != rows.size()) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (before[from + i] != rows.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static StoredObject[] join(StoredObject[] before, int kept, List<StoredObject> tail) {
        StoredObject[] rows = Arrays.copyOf(before, kept + tail.size());
        for (int i = 0; i < tail.size(); i++) {
            rows[kept + i] = tail.get(i);
        }
        return rows;
    }

    private List<StoredObject> query(Reuse reuse, String sql, Object... parameters) {
        return database.query(sql, reuse::read, parameters);
    }

    /** Reads rows, and takes the known object where the row is the same. */
    private static final class Reuse {
        private final StoredObject[] known;
        private final int from;
        private int next;
        private @Nullable Map<StoredObject, StoredObject> byContent;

        Reuse(StoredObject[] known, int from) {
            this.known = known;
            this.from = from;
            this.next = from;
        }

        StoredObject read(Row row) {
            StoredObject read = new StoredObject(row.number(1), text(row, 2), text(row, 3), text(row, 4), row.text(5));
            while (next < known.length && known[next].rowid() < read.rowid()) {
                next++;
            }
            if (next < known.length && known[next].rowid() == read.rowid() && known[next].equals(read)) {
                return known[next];
            }
            StoredObject elsewhere = byContent().get(read);
            return elsewhere == null ? read : elsewhere.at(read.rowid());
        }

        private Map<StoredObject, StoredObject> byContent() {
            Map<StoredObject, StoredObject> map = byContent;
            if (map == null) {
                map = new HashMap<>();
                for (int i = from; i < known.length; i++) {
                    map.put(known[i], known[i]);
                }
                byContent = map;
            }
            return map;
        }

        private static String text(Row row, int column) {
            return Objects.requireNonNullElse(row.text(column), "");
        }
    }

    /** The names of shadow tables, which SQLite alone knows; asked when a table that may be one, or own one, has changed. */
    private Set<String> readShadows(SchemaSnapshot previous, StoredObject[] rows, Set<String> changed) {
        if (!hasVirtualTable(rows)) {
            return Set.of();
        }
        if (changed.isEmpty()) {
            return previous.shadows();
        }
        return new HashSet<>(database.query(SHADOWS, row -> SqlName.fold(Objects.requireNonNullElse(row.text(1), ""))));
    }

    private void readColumns(StoredObject[] rows, Set<String> changed) {
        Set<StoredObject> dependents = StoredObjects.dependingOn(changed, rows);
        for (int i = 0; i < rows.length; i++) {
            if ((rows[i].isView() || rows[i].isVirtualTable()) && dependents.contains(rows[i])) {
                rows[i] = rows[i].withColumns(columns(rows[i].name()));
            }
        }
    }

    private List<String> columns(String relation) {
        try {
            return new ArrayList<>(
                    database.query(COLUMNS, row -> Objects.requireNonNullElse(row.text(1), ""), relation));
        } catch (StatementException e) {
            if (e.reason() != StatementException.Reason.FAILED) {
                throw e;
            }
            // It does not compile, or its module is not there: that is for DanglingReferences to say.
            return List.of();
        }
    }
}
