package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the rows that were made for one table. Whole numbers that follow each other, as the made ids do, take no
 * room; of other keys each one is kept.
 */
public final class MadeKeys {
    private final List<String> columns;
    /** First and last, descending. */
    private final List<long[]> ranges = new ArrayList<>();

    private final Set<List<@Nullable Object>> others = new HashSet<>();

    MadeKeys(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /** The columns of the key, in its order: the INTEGER PRIMARY KEY, or the declared PRIMARY KEY. */
    public List<String> columns() {
        return columns;
    }

    /** How many rows were made. */
    public long size() {
        return others.size()
                + ranges.stream().mapToLong(range -> range[0] - range[1] + 1).sum();
    }

    /**
     * Whether the row with this key was made.
     *
     * @param key its values as SQLite stores them: Long, Double, String, byte[] or null
     */
    public boolean contains(List<? extends @Nullable Object> key) {
        if (key.size() == 1 && key.get(0) instanceof Long number) {
            for (long[] range : ranges) {
                if (number <= range[0] && number >= range[1]) {
                    return true;
                }
            }
            return false;
        }
        return others.contains(comparable(key));
    }

    /**
     * Deletes these rows of {@code table}, if its key has the same columns; triggers fire.
     *
     * @throws dev.rollproof.verifier.database.StatementException when SQLite refuses to
     */
    void deleteFrom(SqliteDatabase database, Table table) {
        if (!columns.stream().allMatch(column -> table.column(column).isPresent())) {
            return;
        }
        String delete = "DELETE FROM " + SqlName.quoted(table.name()) + " WHERE ";
        for (long[] range : ranges) {
            database.update(delete + SqlName.quoted(columns.get(0)) + " BETWEEN ? AND ?", range[1], range[0]);
        }
        String all =
                columns.stream().map(column -> SqlName.quoted(column) + " IS ?").collect(Collectors.joining(" AND "));
        for (List<@Nullable Object> key : others) {
            database.update(
                    delete + all,
                    key.stream()
                            .map(value -> value instanceof ByteBuffer bytes ? bytesOf(bytes) : value)
                            .toArray());
        }
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    void add(List<? extends @Nullable Object> key) {
        if (key.size() != 1 || !(key.get(0) instanceof Long number)) {
            others.add(comparable(key));
            return;
        }
        long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (last != null && number == last[1] - 1) {
            last[1] = number;
        } else {
            ranges.add(new long[] {number, number});
        }
    }

    private static List<@Nullable Object> comparable(List<? extends @Nullable Object> key) {
        List<@Nullable Object> copy = new ArrayList<>(key.size());
        for (Object value : key) {
            copy.add(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
        }
        return copy;
    }
}
