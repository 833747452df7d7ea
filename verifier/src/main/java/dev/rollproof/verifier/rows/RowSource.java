package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table as its rows are read, under the alias {@code t}.
 *
 * @param name its name
 * @param columns the columns that store something: no generated ones, no hidden ones of a virtual table
 * @param key the columns of its PRIMARY KEY; empty where it has none
 * @param rowid what its rowid is called there; empty where there is none, or no name for it
 * @param types the declared types, by the folded names of the columns; none for a column that takes what it gets
 * @param keyIsRowid whether the rowid is content: an INTEGER PRIMARY KEY, or that of a virtual table
 */
record RowSource(
        String name,
        List<String> columns,
        Map<String, String> types,
        List<String> key,
        Optional<String> rowid,
        boolean keyIsRowid) {
    /** Columns of these types hold blobs; whether others do shows when they are read. */
    private static final Set<String> BLOB_TYPES = Set.of("", "BLOB");

    /** Columns of these types take what they get; ANY does so in STRICT tables. */
    private static final Set<String> NO_TYPES = Set.of("", "BLOB", "ANY");

    /** SQLite's own limit for the arguments of a function is 127, unless it is compiled otherwise. */
    private static final int ARGUMENTS = 100;

    RowSource {
        columns = List.copyOf(columns);
        types = Map.copyOf(types);
        key = List.copyOf(key);
    }

    /** How to read {@code relation}, which is a table or a virtual table; empty for anything else. */
    static Optional<RowSource> of(SqliteDatabase database, SchemaObject relation) {
        if (relation instanceof Table table) {
            return Optional.of(of(table));
        }
        if (relation instanceof VirtualTable table) {
            // Hidden columns are no content: the rank of a full-text search, the name of its table.
            List<String> columns = database.query(
                    "SELECT name FROM pragma_table_info(?)", row -> String.valueOf(row.text(1)), table.name());
            return Optional.of(new RowSource(table.name(), columns, Map.of(), List.of(), Optional.of("t.rowid"), true));
        }
        return Optional.empty();
    }

    private static RowSource of(Table table) {
        List<String> columns = table.columns().stream()
                .filter(column -> column.generated().isEmpty())
                .map(column -> column.name())
                .toList();
        Optional<PrimaryKey> key = table.primaryKey();
        boolean alias = key.filter(PrimaryKey::rowidAlias).isPresent();
        Optional<String> rowid = table.withoutRowid()
                ? Optional.empty()
                : alias ? Optional.of(read(key.orElseThrow().columns().get(0))) : freeName(table);
        return new RowSource(
                table.name(),
                columns,
                types(table),
                key.map(PrimaryKey::columns).orElse(List.of()),
                rowid,
                alias);
    }

    private static Map<String, String> types(Table table) {
        Map<String, String> types = new HashMap<>();
        table.columns().forEach(column -> {
            String type = column.type().text();
            if (!NO_TYPES.contains(type.toUpperCase(Locale.ROOT))) {
                types.put(SqlName.fold(column.name()), type);
            }
        });
        return types;
    }

    private static Optional<String> freeName(Table table) {
        return Stream.of("rowid", "_rowid_", "oid")
                .filter(name -> table.column(name).isEmpty())
                .map(name -> "t." + name)
                .findFirst();
    }

    /** A column in SQL. */
    static String read(String column) {
        // With its table's name it is never taken for a string.
        return "t." + SqlName.quoted(column);
    }

    /** FROM, its table, the alias. */
    String from() {
        return " FROM main." + SqlName.quoted(name) + " AS t";
    }

    /** Its name for {@code column}, in any letter case. */
    Optional<String> column(String column) {
        return columns.stream().filter(own -> SqlName.same(own, column)).findFirst();
    }

    /** The columns among {@code of} that hold blobs by their declared type, folded. */
    static Set<String> blobColumns(SchemaObject of) {
        return of instanceof Table table
                ? table.columns().stream()
                        .filter(column ->
                                BLOB_TYPES.contains(column.type().text().toUpperCase(Locale.ROOT)))
                        .map(column -> SqlName.fold(column.name()))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Whether it failed because the texts of {@link #json} are longer than SQLite lets a value be. */
    static boolean isTooBig(StatementException e) {
        return e.resultCode().filter("SQLITE_TOOBIG"::equals).isPresent();
    }

    /**
     * The values of these columns as one text in SQL, different for different values: JSON tells NULL, numbers and text
     * apart, 1 from 1.0 too, gives reals 17 digits and does not end at a NUL. It cannot hold blobs: they become an array
     * with their hexadecimal digits.
     *
     * @param blobs folded names of those that may hold blobs; all others fail on one
     */
    static String json(List<String> columns, Set<String> blobs) {
        return array(columns.stream()
                .map(column -> blobs.contains(SqlName.fold(column)) ? blobOrValue(read(column)) : read(column))
                .toList());
    }

    /** The same of any values in SQL, all of which may be blobs. */
    static String json(List<String> values) {
        return array(values.stream().map(RowSource::blobOrValue).toList());
    }

    private static String array(List<String> values) {
        List<String> arrays = new ArrayList<>();
        for (int start = 0; start < values.size(); start += ARGUMENTS) {
            List<String> part = values.subList(start, Math.min(values.size(), start + ARGUMENTS));
            arrays.add(part.stream().collect(Collectors.joining(", ", "json_array(", ")")));
        }
        return String.join(" || ", arrays);
    }

    private static String blobOrValue(String value) {
        // Blobs are greater than everything else: sqlite.org/datatype3.html, 4.1. It costs less than typeof.
        return "iif(" + value + " >= x'', json_array(hex(" + value + ")), " + value + ")";
    }
}
