package dev.rollproof.verifier.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the double-quoted names that SQLite takes for strings although they look like columns. SQLite itself is asked: a name
 * in backticks is never a string, so a statement that no longer compiles with them holds one. Asked is only where a double-quoted
 * word is the name of a column of a table that the statement names; any other such word is the author's way of writing a string.
 */
final class TextsForColumns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CHANGES = List.of("INSERT", "REPLACE", "UPDATE", "DELETE", "WITH");

    private final SqliteDatabase database;

    TextsForColumns(SqliteDatabase database) {
        this.database = database;
    }

    /** Those of a statement that is about to run, in the order of the text. */
    List<TextForColumn> in(SqlScript script, SqlStatement statement) {
        List<SqlToken> quoted = readsRows(statement) ? quoted(statement.tokens()) : List.of();
        if (quoted.isEmpty()) {
            return List.of();
        }
        Map<String, String> tables;
        try {
            tables = tablesByColumn(statement.tokens(), quoted);
        } catch (StatementException e) {
            // A table whose module is not there: the statement itself will say so.
            return List.of();
        }
        List<SqlToken> columns = quoted.stream()
                .filter(token -> tables.containsKey(token.name()))
                .toList();
        if (columns.isEmpty() || compiles(statement, columns)) {
            return List.of();
        }
        return columns.stream()
                .filter(token -> !compiles(statement, List.of(token)))
                .map(token -> new TextForColumn(
                        SourcePosition.of(script.text(), statement.offset() + token.offset()),
                        token.name(),
                        String.valueOf(tables.get(token.name()))))
                .toList();
    }

    /** In an INSERT of mere VALUES no name can mean a column, so nobody meant one. */
    private static boolean readsRows(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        SqlToken first = tokens.get(0);
        boolean selects = tokens.stream().anyMatch(token -> token.is("SELECT"));
        if (first.is("CREATE")) {
            return selects && tokens.stream().limit(3).anyMatch(token -> token.is("TABLE"));
        }
        boolean inserts = first.is("INSERT") || first.is("REPLACE");
        return CHANGES.stream().anyMatch(first::is)
                && (!inserts || selects || tokens.stream().anyMatch(token -> token.is("SET")));
    }

    /** What follows or precedes a dot is never a string. */
    private static List<SqlToken> quoted(List<SqlToken> tokens) {
        List<SqlToken> quoted = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Kind.DOUBLE_QUOTED && !isDot(tokens, i - 1) && !isDot(tokens, i + 1)) {
                quoted.add(tokens.get(i));
            }
        }
        return quoted;
    }

    private static boolean isDot(List<SqlToken> tokens, int i) {
        return i >= 0 && i < tokens.size() && tokens.get(i).text().equals(".");
    }

    private Map<String, String> tablesByColumn(List<SqlToken> tokens, List<SqlToken> quoted) {
        Map<String, String> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<String> names = tokens.stream()
                .filter(token -> token.kind() == Kind.WORD
                        || token.kind() == Kind.DOUBLE_QUOTED
                        || token.kind() == Kind.QUOTED_NAME)
                .map(SqlToken::name)
                .distinct()
                .toList();
        List<String> columns = quoted.stream().map(SqlToken::name).distinct().toList();
        database.query(
                        "SELECT c.name, t.name FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c"
                                + " WHERE t.type = 'table'"
                                + " AND t.name COLLATE NOCASE IN (SELECT value FROM json_each(?))"
                                + " AND c.name COLLATE NOCASE IN (SELECT value FROM json_each(?))",
                        row -> List.of(String.valueOf(row.text(1)), String.valueOf(row.text(2))),
                        json(names),
                        json(columns))
                .forEach(row -> tables.putIfAbsent(row.get(0), row.get(1)));
        return tables;
    }

    private static String json(List<String> names) {
        return JSON.valueToTree(names).toString();
    }

    private boolean compiles(SqlStatement statement, List<SqlToken> asNames) {
        StringBuilder sql = new StringBuilder("EXPLAIN ");
        int end = 0;
        for (SqlToken token : asNames) {
            sql.append(statement.text(), end, token.offset())
                    .append('`')
                    .append(token.name().replace("`", "``"))
                    .append('`');
            end = token.offset() + token.text().length();
        }
        sql.append(statement.text(), end, statement.text().length());
        try {
            database.command(sql.toString());
            return true;
        } catch (StatementException e) {
            return false;
        }
    }
}
