package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.RowReader;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A tool's table as it stands in a database, if it does.
 *
 * @param name its name
 * @param columns what the tool reads of it, in the order in which rows are given
 */
record HistoryTable(String name, List<String> columns) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    String quoted() {
        return SqlName.quoted(name);
    }

    /** The name as a tool writes it that quotes none: SQLite keeps the words of CREATE TABLE as they are. */
    String bare() {
        return PLAIN.matcher(name).matches() ? name : quoted();
    }

    /**
     * A version as a table keeps it whose versions are whole numbers.
     *
     * @throws InvalidInputException when it is none, or of more than 64 bits
     */
    long number(MigrationVersion version) {
        try {
            return Long.parseLong(version.text());
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "version %s is more than %s can hold: a whole number of 64 bits".formatted(version, name), e);
        }
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
