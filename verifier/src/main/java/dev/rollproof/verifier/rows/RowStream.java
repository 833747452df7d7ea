package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.RowCursor;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table in the order of a key, one at a time. The order is that of numbers where the key is the rowid, else
 * that of the key's JSON byte by byte: the same on all sides, whatever the collations.
 */
final class RowStream implements AutoCloseable {
    private static final int OWN_COLUMNS = 2;

    private final RowCursor cursor;
    private final int width;
    private boolean here;

    private RowStream(RowCursor cursor, int width) {
        this.cursor = cursor;
        this.width = width;
        try {
            advance();
        } catch (RuntimeException e) {
            cursor.close();
            throw e;
        }
    }

    /**
     * Stands on the first row.
     *
     * @param columns to read
     * @param key its values in SQL; empty for the rowid
     */
    static RowStream of(SqliteDatabase database, RowSource source, List<String> columns, Optional<List<String>> key) {
        String rowid = source.rowid().orElse("NULL");
        String order = key.map(values -> "CAST(" + RowSource.json(values) + " AS BLOB)")
                .orElse(rowid);
        String list =
                columns.stream().map(column -> ", " + RowSource.read(column)).collect(Collectors.joining());
        return new RowStream(
                database.cursor("SELECT " + order + ", " + rowid + list + source.from() + " ORDER BY 1"),
                columns.size());
    }

    /** No rows at all. */
    static RowStream none(SqliteDatabase database) {
        return new RowStream(database.cursor("SELECT 1 WHERE 0"), 0);
    }

    /** Whether it stands on a row. */
    boolean here() {
        return here;
    }

    void advance() {
        here = cursor.next();
    }

    Object key() {
        return Objects.requireNonNull(cursor.row().value(1));
    }

    /** 0 where there is none. */
    long rowid() {
        return cursor.row().number(2);
    }

    @Nullable
    Object[] values() {
        return values(cursor.row(), OWN_COLUMNS + 1, width);
    }

    /** So many values of a row, from this column on. */
    static @Nullable Object[] values(SqliteDatabase.Row row, int first, int count) {
        @Nullable Object[] values = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = row.value(first + i);
        }
        return values;
    }

    static int compare(Object one, Object other) {
        return one instanceof Long number
                ? number.compareTo((Long) other)
                : Arrays.compareUnsigned((byte[]) one, (byte[]) other);
    }

    @Override
    public void close() {
        cursor.close();
    }
}
