package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.NearestName;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table, virtual table or view that rows are to go into, as SQLite describes it.
 *
 * @param name as it is declared
 * @param columns by folded name, in their order
 */
record TargetTable(String name, Map<String, Column> columns) {
    private static final List<String> ROWID = List.of("rowid", "_rowid_", "oid");

    /**
     * One column.
     *
     * @param key whether it is part of the primary key
     */
    record Column(String name, String type, boolean key, boolean generated) {

        /** What to bind for a value of a file: SQL's way of writing bytes is the only one that CSV and JSON have. */
        @Nullable
        Object bound(@Nullable Object value) {
            return value instanceof String text && type.toUpperCase(Locale.ROOT).contains("BLOB") && isBlobLiteral(text)
                    ? HexFormat.of().parseHex(text, 2, text.length() - 1)
                    : value;
        }

        private static boolean isBlobLiteral(String text) {
            boolean framed = text.length() >= 3
                    && text.length() % 2 == 1
                    && Character.toLowerCase(text.charAt(0)) == 'x'
                    && text.charAt(1) == '\''
                    && text.endsWith("'");
            return framed && text.substring(2, text.length() - 1).chars().allMatch(HexFormat::isHexDigit);
        }
    }

    /** The table that SQLite finds by this name. */
    static Optional<TargetTable> find(SqliteDatabase database, String given) {
        Optional<String> name = database
                .query(
                        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name = ? COLLATE NOCASE",
                        row -> text(row, 1),
                        given)
                .stream()
                .findFirst();
        return name.map(declared -> new TargetTable(declared, columns(database, declared)));
    }

    private static Map<String, Column> columns(SqliteDatabase database, String table) {
        Map<String, Column> columns = new LinkedHashMap<>();
        // hidden: 2 and 3 are generated, 1 is a virtual table's own and may be written.
        database.query(
                        "SELECT name, type, pk > 0, hidden > 1 FROM pragma_table_xinfo(?)",
                        row -> new Column(text(row, 1), text(row, 2), row.number(3) == 1, row.number(4) == 1),
                        table)
                .forEach(column -> columns.put(SqlName.fold(column.name()), column));
        return columns;
    }

    /** The column that SQLite finds by this name, also one of the names of the rowid. */
    Optional<Column> column(String given) {
        String folded = SqlName.fold(given);
        Column known = columns.get(folded);
        if (known == null && ROWID.contains(folded)) {
            return Optional.of(new Column(folded, "INTEGER", true, false));
        }
        return Optional.ofNullable(known);
    }

    /** The rest of a message that says that there is no such column. */
    String nearestColumn(String given) {
        return didYouMean(given, columns.values().stream().map(Column::name).toList());
    }

    /** The rest of a message that says that there is no such table. */
    static String nearestTable(SqliteDatabase database, String given) {
        List<String> names = names(database);
        return names.isEmpty() ? "; the database has no table yet" : didYouMean(given, names);
    }

    /** The tables, virtual tables and views that people made. */
    static List<String> names(SqliteDatabase database) {
        return database.query(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow'"
                        + " AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name",
                row -> text(row, 1));
    }

    /** The rest of a message that says that there is no such name among {@code known}; empty where that is. */
    static String didYouMean(String given, List<String> known) {
        return NearestName.closeTo(given, known)
                .map("; did you mean \"%s\"?"::formatted)
                .orElse("");
    }

    /** The text of a column that is never NULL. */
    static String text(SqliteDatabase.Row row, int column) {
        return String.valueOf(row.text(column));
    }
}
