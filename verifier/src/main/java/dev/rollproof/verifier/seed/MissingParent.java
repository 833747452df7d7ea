package dev.rollproof.verifier.seed;

import static dev.rollproof.verifier.seed.TargetTable.text;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.seed.SeedTable.Cell;
import dev.rollproof.verifier.seed.SeedTable.Row;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key that rows of a seed break, while the transaction with them is still open.
 *
 * @param child the table with the key
 * @param columns its columns
 * @param parentColumns those that they refer to, in the same order
 */
record MissingParent(String child, String parent, List<String> columns, List<String> parentColumns) {

    /** Says which row refers to nothing. */
    static InvalidInputException explain(SeedText source, List<TableRows> all, SqliteDatabase database) {
        List<MissingParent> broken = database
                .query(
                        "SELECT DISTINCT \"table\", parent, fkid FROM pragma_foreign_key_check ORDER BY 1, 3",
                        row -> new BrokenKey(text(row, 1), text(row, 2), row.number(3)))
                .stream()
                .map(key -> key.read(database))
                .toList();
        for (TableRows rows : all) {
            for (MissingParent key : broken) {
                Optional<InvalidInputException> found = key.firstIn(rows, source, database);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        // A default, a trigger or a row that was there before: no place in the file shows it.
        String which = broken.stream()
                .map(key -> ": a row of %s refers to no row of %s".formatted(key.child, key.parent))
                .findFirst()
                .orElse("");
        return source.wrong(source.start(), "FOREIGN KEY constraint failed" + which);
    }

    private Optional<InvalidInputException> firstIn(TableRows rows, SeedText source, SqliteDatabase database) {
        if (!rows.table().name().equals(child)) {
            return Optional.empty();
        }
        return rows.rows().rows().stream()
                .filter(row -> refersToNothing(rows.values(row), database))
                .findFirst()
                .map(row -> source.wrong(
                        place(row),
                        "FOREIGN KEY constraint failed: %s refers to no row of %s; add that row or correct the value"
                                .formatted(shown(rows.values(row)), parent)));
    }

    private boolean refersToNothing(Map<String, @Nullable Object> values, SqliteDatabase database) {
        Object[] given =
                columns.stream().map(values::get).filter(v -> v != null).toArray();
        if (given.length < columns.size()) {
            return false;
        }
        String condition = parentColumns.stream()
                .map(column -> SqlName.quoted(column) + " = ?")
                .collect(Collectors.joining(" AND "));
        return database.query(
                        "SELECT 1 FROM " + SqlName.quoted(parent) + " WHERE " + condition + " LIMIT 1", r -> 1, given)
                .isEmpty();
    }

    private int place(Row row) {
        return row.cells().stream()
                .filter(cell -> SqlName.same(cell.column().name(), columns.get(0)))
                .mapToInt(Cell::offset)
                .findFirst()
                .orElse(row.offset());
    }

    /** {@code books.author_id = 7}. */
    private String shown(Map<String, @Nullable Object> values) {
        return columns.stream()
                .map(column -> "%s.%s = %s".formatted(child, column, shown(values.get(column))))
                .collect(Collectors.joining(", "));
    }

    private static String shown(@Nullable Object value) {
        return value instanceof byte[] ? "a blob" : String.valueOf(value);
    }

    /**
     * A foreign key as {@code PRAGMA foreign_key_check} names it.
     *
     * @param id its number among the child's keys
     */
    private record BrokenKey(String child, String parent, long id) {
        MissingParent read(SqliteDatabase database) {
            List<String> named = columns("to", database);
            List<String> primaryKey = database.query(
                    "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", row -> text(row, 1), parent);
            return new MissingParent(child, parent, columns("from", database), named.isEmpty() ? primaryKey : named);
        }

        private List<String> columns(String side, SqliteDatabase database) {
            String name = SqlName.quoted(side);
            return database.query(
                    "SELECT %s FROM pragma_foreign_key_list(?) WHERE id = ? AND %s NOTNULL ORDER BY seq"
                            .formatted(name, name),
                    row -> text(row, 1),
                    child,
                    id);
        }
    }
}
