package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.RowReader;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tool's table as it stands in a database, if it does.
 *
 * @param name its name
 * @param columns what the tool reads of it, in the order in which rows are given
 */
record HistoryTable(String name, List<String> columns) {

    String quoted() {
        return SqlName.quoted(name);
    }

    /** Whether there is a table of that name. */
    boolean isIn(SqliteDatabase database) {
        return !database.query(
                        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE", row -> 1, name)
                .isEmpty();
    }

    /** Whether the table has a column. */
    boolean has(SqliteDatabase database, String column) {
        return !database.query(
                        "SELECT 1 FROM pragma_table_info(?) WHERE name = ? COLLATE NOCASE", row -> 1, name, column)
                .isEmpty();
    }

    /**
     * The rows, their columns in the order of {@code columns}; none where there is no such table.
     *
     * @param order what follows FROM: a WHERE, an ORDER BY
     * @throws InvalidInputException when a table of that name has other columns, and so is not the tool's
     */
    <T> List<T> read(SqliteDatabase database, String order, RowReader<T> reader) {
        if (!isIn(database)) {
            return List.of();
        }
        List<String> missing =
                columns.stream().filter(column -> !has(database, column)).toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "the table %s in the database is not the one in which applied migrations are kept: it has no column %s. Another tool may have made it; name the layout that it belongs to with --layout"
                            .formatted(name, String.join(", ", missing)));
        }
        String list = columns.stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        return database.query("SELECT " + list + " FROM " + quoted() + " " + order, reader);
    }
}
