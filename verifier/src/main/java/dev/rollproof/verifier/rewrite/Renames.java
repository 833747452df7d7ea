package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/**
 * What got another name. A schema does not tell a renamed column from one that went and one that came; the ALTER TABLE
 * statements do.
 *
 * @param columns named after their tables' names before any of {@code tables}
 * @param tables in their order
 */
public record Renames(List<ColumnRename> columns, List<TableRename> tables) {
    /** No renames. */
    public static final Renames NONE = new Renames(List.of(), List.of());

    /** Copies the lists. */
    public Renames {
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
    }

    /** A column of {@code table} that is called {@code to} instead of {@code from}. */
    public record ColumnRename(String table, String from, String to) {}

    /** A table that is called {@code to} instead of {@code from}. */
    public record TableRename(String from, String to) {}

    /** What the table is called in the end. */
    String tableName(String first) {
        String name = first;
        for (TableRename rename : tables) {
            name = SqlName.same(rename.from(), name) ? rename.to() : name;
        }
        return name;
    }

    /**
     * What takes back the ALTER TABLE … RENAME among {@code statements}: from the names after them to those before. A column
     * that was renamed twice is renamed once.
     */
    public static Renames undoing(List<SqlStatement> statements) {
        List<ColumnRename> columns = new ArrayList<>();
        List<TableRename> tables = new ArrayList<>();
        for (SqlStatement statement : statements) {
            List<SqlToken> tokens = statement.tokens();
            if (tokens.size() < 6
                    || !tokens.get(0).is("ALTER")
                    || !tokens.get(1).is("TABLE")) {
                continue;
            }
            int name = tokens.get(3).text().equals(".") ? 4 : 2;
            List<SqlToken> rest = tokens.subList(Math.min(name + 1, tokens.size()), tokens.size());
            if (!rest.isEmpty() && rest.get(0).is("RENAME")) {
                undo(tokens.get(name).name(), rest.subList(1, rest.size()), columns, tables);
            }
        }
        return new Renames(columns, tables);
    }

    private static void undo(
            String table, List<SqlToken> clause, List<ColumnRename> columns, List<TableRename> tables) {
        String now = clause.get(clause.size() - 1).name();
        if (clause.size() == 2) {
            columns.replaceAll(column ->
                    SqlName.same(column.table(), table) ? new ColumnRename(now, column.from(), column.to()) : column);
            tables.add(0, new TableRename(now, table));
            return;
        }
        String was = clause.get(clause.size() - 3).name();
        String first = columns.stream()
                .filter(column -> isNamed(column, table, was))
                .map(ColumnRename::to)
                .findFirst()
                .orElse(was);
        columns.removeIf(column -> isNamed(column, table, was));
        columns.add(new ColumnRename(table, now, first));
    }

    private static boolean isNamed(ColumnRename column, String table, String name) {
        return SqlName.same(column.table(), table) && SqlName.same(column.from(), name);
    }
}
