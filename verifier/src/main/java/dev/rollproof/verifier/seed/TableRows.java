package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.seed.SeedTable.Cell;
import dev.rollproof.verifier.seed.SeedTable.Row;
import dev.rollproof.verifier.seed.TargetTable.Column;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file and the table that they go into.
 *
 * @param rows as the file has them
 * @param table as the database has it
 */
record TableRows(SeedText source, SeedTable rows, TargetTable table) {

    /**
     * Finds the table.
     *
     * @param others what the file has before it
     */
    static TableRows of(SeedText source, SeedTable rows, List<TableRows> others, SqliteDatabase database) {
        TargetTable table = find(source, rows, database);
        if (others.stream().anyMatch(other -> other.table.name().equals(table.name()))) {
            throw source.wrong(rows.offset(), "the table %s is there already".formatted(table.name()));
        }
        return new TableRows(source, rows, table);
    }

    private static TargetTable find(SeedText source, SeedTable rows, SqliteDatabase database) {
        try {
            return TargetTable.find(database, rows.name())
                    .orElseThrow(() -> source.wrong(
                            rows.offset(),
                            "no such table: " + rows.name() + TargetTable.nearestTable(database, rows.name())));
        } catch (StatementException e) {
            // A view that does not compile, a virtual table whose module is not there.
            throw source.wrong(
                    rows.offset(), "the columns of %s cannot be read: %s".formatted(rows.name(), e.getMessage()));
        }
    }

    void insert(SqliteDatabase database) {
        for (Row row : rows.rows()) {
            Map<String, @Nullable Object> values = values(row);
            try {
                database.update(insertion(values), values.values().toArray());
            } catch (StatementException e) {
                throw refused(row, e);
            }
        }
    }

    /** What goes into each column that the row gives, by the columns' declared names. */
    Map<String, @Nullable Object> values(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Cell cell : row.cells()) {
            Column column = column(cell);
            if (values.containsKey(column.name())) {
                throw source.wrong(
                        cell.column().offset(),
                        "the column %s of %s is there already".formatted(column.name(), table.name()));
            }
            values.put(column.name(), column.bound(cell.value()));
        }
        return values;
    }

    private Column column(Cell cell) {
        String given = cell.column().name();
        Column column = table.column(given)
                .orElseThrow(() -> source.wrong(
                        cell.column().offset(),
                        "the table %s has no column \"%s\"%s"
                                .formatted(table.name(), given, table.nearestColumn(given))));
        if (column.generated()) {
            throw source.wrong(
                    cell.column().offset(),
                    "SQLite computes the column %s of %s, a generated one; leave it out"
                            .formatted(column.name(), table.name()));
        }
        return column;
    }

    private String insertion(Map<String, @Nullable Object> values) {
        if (values.isEmpty()) {
            return "INSERT INTO " + SqlName.quoted(table.name()) + " DEFAULT VALUES";
        }
        return "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        SqlName.quoted(table.name()),
                        values.keySet().stream().map(SqlName::quoted).collect(Collectors.joining(", ")),
                        String.join(", ", Collections.nCopies(values.size(), "?")));
    }

    /** SQLite says which column where it is one alone; "datatype mismatch" is always about the rowid. */
    private InvalidInputException refused(Row row, StatementException e) {
        String message = String.valueOf(e.getMessage());
        boolean mismatch = e.resultCode().filter("SQLITE_MISMATCH"::equals).isPresent();
        Optional<Cell> cell = row.cells().stream()
                .filter(given -> mismatch ? column(given).key() : isNamedIn(message, column(given)))
                .findFirst();
        return source.wrong(
                cell.map(Cell::offset).orElse(row.offset()),
                "the row cannot go into %s: %s%s"
                        .formatted(
                                table.name(),
                                message,
                                cell.filter(c -> mismatch)
                                        .map(c -> "; %s must be a whole number"
                                                .formatted(column(c).name()))
                                        .orElse("")));
    }

    private boolean isNamedIn(String message, Column column) {
        String name = table.name() + "." + column.name();
        return message.endsWith(": " + name) || message.endsWith(" column " + name);
    }
}
