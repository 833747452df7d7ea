package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes rows of full-text and R*Tree tables: https://www.sqlite.org/fts5.html and https://www.sqlite.org/rtree.html. */
final class VirtualFill {
    private static final Set<String> BOXES = Set.of("rtree", "rtree_i32");

    private static final long FIRST_ID = -4_000_000_000L;

    private final SqliteDatabase database;
    private final VirtualTable table;
    private final boolean plain;
    private final MadeKeys keys;
    private String reason = "";

    VirtualFill(SqliteDatabase database, VirtualTable table, boolean plain) {
        this.database = database;
        this.table = table;
        this.plain = plain;
        this.keys = new MadeKeys(List.of(
                BOXES.contains(module(table)) && !table.columns().isEmpty()
                        ? table.columns().get(0)
                        : "rowid"));
    }

    private static String module(VirtualTable table) {
        return SqlName.fold(table.module());
    }

    MadeKeys keys() {
        return keys;
    }

    /** Why there are no rows; empty when there are some. */
    String reason() {
        return reason;
    }

    /** Makes rows until there are {@code rows}, or as many more. */
    void make(int rows, boolean more) {
        if (table.columns().isEmpty()) {
            reason = "its module " + table.module() + " is not there";
            return;
        }
        try {
            if (table.indexed().isPresent()) {
                index();
            } else if (table.isFullText() || BOXES.contains(module(table))) {
                long present = count(table.name());
                insert(present, more ? rows : rows - present);
            } else {
                reason = "no rows are made for virtual tables of the module " + table.module();
            }
        } catch (StatementException e) {
            reason = Objects.requireNonNull(e.getMessage());
        }
    }

    private long count(String name) {
        return database.query("SELECT count(*) FROM " + SqlName.quoted(name), row -> row.number(1))
                .get(0);
    }

    /** Where triggers keep the index up to date it has the rows already. */
    private void index() {
        if (count(table.name() + "_docsize") == 0) {
            String name = SqlName.quoted(table.name());
            database.update("INSERT INTO " + name + "(" + name + ") VALUES ('rebuild')");
        }
        if (count(table.name() + "_docsize") == 0) {
            reason = "its rows come from " + table.indexed().orElseThrow() + ", which has none";
        }
    }

    private void insert(long present, long rows) {
        List<String> columns = database.query(
                "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0",
                row -> String.valueOf(row.text(1)),
                table.name());
        boolean boxes = BOXES.contains(module(table));
        List<String> all = new ArrayList<>(columns);
        if (!boxes) {
            all.add(0, "rowid");
        }
        String sql = "INSERT INTO " + SqlName.quoted(table.name()) + "("
                + all.stream().map(SqlName::quoted).collect(Collectors.joining(", ")) + ") VALUES ("
                + "?, ".repeat(all.size() - 1) + "?)";
        for (long row = present; row < present + rows; row++) {
            @Nullable Object[] values = new @Nullable Object[all.size()];
            values[0] = row == 0 ? 0L : FIRST_ID - row;
            for (int i = 1; i < values.length; i++) {
                values[i] = boxes ? (Object) (row * 10 + i) : text(all.get(i), row);
            }
            database.update(sql, values);
            keys.add(List.of(Objects.requireNonNull(values[0])));
        }
    }

    private String text(String column, long row) {
        return plain ? "word" + row : table.name() + "." + column + " " + row + " Zoë";
    }
}
