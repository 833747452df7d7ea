package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.RowCursor;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What stands in one table: how many rows, and a sum over them. Equal digests mean the same rows, each value of the same
 * storage class; a difference is missed with a chance of about 1 in 2^64. 0.0 and -0.0 are the same value, as in SQLite.
 *
 * <p>The order of the rows is no content, nor is a rowid without a name: a rebuild and VACUUM give new ones.
 *
 * @param rows their number
 * @param sum the sum of the hashes of all rows
 */
public record TableDigest(long rows, long sum) {
    /** Rows that SQLite joins before Java sees them: a call from Java for each row takes twice as long. */
    private static final int PAGE = 1_000;

    private static final String NO_BLOBS = "JSON cannot hold BLOB values";

    private static final TableDigest NOTHING = new TableDigest(0, 0);

    /**
     * Reads all rows of {@code relation} by these columns.
     *
     * @param columns in the order in which they count; stored ones only, as {@link #columns} tells them
     * @return empty for a view, without columns, and for a virtual table that cannot be read because what it needs is not
     *     there
     * @throws StatementException when SQLite cannot read it: TIMED_OUT, or a database that is corrupt
     */
    public static Optional<TableDigest> of(SqliteDatabase database, SchemaObject relation, List<String> columns) {
        try {
            return columns.isEmpty()
                    ? Optional.empty()
                    : RowSource.of(database, relation)
                            .map(source -> of(database, source, columns, RowSource.blobColumns(relation)));
        } catch (StatementException e) {
            if (relation instanceof VirtualTable) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static TableDigest of(SqliteDatabase database, RowSource source, List<String> columns, Set<String> blobs) {
        try {
            return read(database, source, columns, blobs);
        } catch (StatementException e) {
            if (RowSource.isTooBig(e)) {
                return valueByValue(database, source, columns);
            }
            Set<String> all = columns.stream().map(SqlName::fold).collect(Collectors.toSet());
            if (NO_BLOBS.equals(e.getMessage()) && !blobs.containsAll(all)) {
                // They may stand in any column, whatever its type.
                return of(database, source, columns, all);
            }
            throw e;
        }
    }

    /** The columns of a table or virtual table that store something: no generated ones, no hidden ones; none for a view. */
    public static List<String> columns(SqliteDatabase database, SchemaObject relation) {
        return RowSource.of(database, relation).map(RowSource::columns).orElse(List.of());
    }

    private static TableDigest read(
            SqliteDatabase database, RowSource source, List<String> columns, Set<String> blobs) {
        String json = RowSource.json(columns, blobs);
        return source.rowid()
                .map(rowid -> byPages(database, source, json, rowid))
                .orElseGet(() -> rowByRow(database, source, json));
    }

    private record Page(long rows, long lastRowid, long sum) {}

    private static TableDigest byPages(SqliteDatabase database, RowSource source, String json, String rowid) {
        // JSON escapes what ends a line.
        String start = "SELECT count(*), max(r), CAST(group_concat(j, x'0a') AS BLOB) FROM (SELECT " + rowid + " AS r, "
                + json + " AS j" + source.from();
        String end = " ORDER BY " + rowid + " LIMIT " + PAGE + ")";
        Page page = database.query(start + end, TableDigest::page).get(0);
        TableDigest digest = NOTHING.with(page.rows, page.sum);
        String next = start + " WHERE " + rowid + " > ?" + end;
        while (page.rows == PAGE) {
            page = database.query(next, TableDigest::page, page.lastRowid).get(0);
            digest = digest.with(page.rows, page.sum);
        }
        return digest;
    }

    private static Page page(SqliteDatabase.Row row) {
        long rows = row.number(1);
        return rows == 0
                ? new Page(0, 0, 0)
                : new Page(rows, row.number(2), RowHash.sumOfLines((byte[]) Objects.requireNonNull(row.value(3))));
    }

    private static TableDigest rowByRow(SqliteDatabase database, RowSource source, String json) {
        long rows = 0;
        long sum = 0;
        try (RowCursor cursor = database.cursor("SELECT CAST(" + json + " AS BLOB)" + source.from())) {
            while (cursor.next()) {
                rows++;
                sum += RowHash.sumOfLines(
                        (byte[]) Objects.requireNonNull(cursor.row().value(1)));
            }
        }
        return new TableDigest(rows, sum);
    }

    /** For rows that are too long for one text: five times as slow. */
    private static TableDigest valueByValue(SqliteDatabase database, RowSource source, List<String> columns) {
        long rows = 0;
        long sum = 0;
        String list = String.join(", ", columns.stream().map(RowSource::read).toList());
        try (RowCursor cursor = database.cursor("SELECT " + list + source.from())) {
            while (cursor.next()) {
                rows++;
                sum += RowHash.ofValues(RowStream.values(cursor.row(), 1, columns.size()));
            }
        }
        return new TableDigest(rows, sum);
    }

    private TableDigest with(long moreRows, long moreSum) {
        return new TableDigest(rows + moreRows, sum + moreSum);
    }
}
