package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the statements that {@code sqlite_schema.sql} holds, after the grammar of SQLite's parse.y. */
final class StoredSqlParser {
    private StoredSqlParser() {}

    static Index index(String sql) {
        TokenReader reader = new TokenReader(sql);
        reader.expect("CREATE");
        boolean unique = reader.accept("UNIQUE");
        reader.expect("INDEX");
        String name = objectName(reader);
        reader.expect("ON");
        String table = reader.name();
        List<IndexedColumn> columns = indexedColumns(reader.inParentheses());
        Optional<SqlFragment> where =
                reader.accept("WHERE") ? Optional.of(new SqlFragment(reader.rest(0))) : Optional.empty();
        return new Index(name, table, unique, columns, where, sql);
    }

    static View view(String sql, List<String> columns) {
        TokenReader reader = new TokenReader(sql);
        reader.expect("CREATE");
        reader.expect("VIEW");
        String name = objectName(reader);
        List<String> declared = reader.atSymbol("(") ? names(reader.inParentheses()) : List.of();
        reader.expect("AS");
        return new View(name, declared, columns, new SqlFragment(reader.rest(0)), sql);
    }

    static VirtualTable virtualTable(String sql, List<String> columns) {
        TokenReader reader = new TokenReader(sql);
        reader.expect("CREATE");
        reader.expect("VIRTUAL");
        reader.expect("TABLE");
        String name = objectName(reader);
        reader.expect("USING");
        String module = reader.name();
        List<SqlToken> arguments = reader.atSymbol("(") ? reader.inParentheses() : List.of();
        return new VirtualTable(name, module, new SqlFragment(arguments), columns, sql);
    }

    static Trigger trigger(String sql) {
        TokenReader reader = new TokenReader(sql);
        reader.expect("CREATE");
        reader.expect("TRIGGER");
        String name = objectName(reader);
        Trigger.Timing timing = timing(reader);
        Trigger.Event event = event(reader);
        List<String> updateOf = new ArrayList<>();
        if (reader.accept("OF")) {
            do {
                updateOf.add(reader.name());
            } while (reader.acceptSymbol(","));
        }
        reader.expect("ON");
        String table = objectName(reader);
        if (reader.accept("FOR")) {
            reader.expect("EACH");
            reader.expect("ROW");
        }
        Optional<SqlFragment> when = Optional.empty();
        if (reader.accept("WHEN")) {
            when = Optional.of(new SqlFragment(reader.to("BEGIN")));
        } else {
            reader.expect("BEGIN");
        }
        SqlFragment body = new SqlFragment(reader.rest(1));
        return new Trigger(name, table, timing, event, updateOf, when, body, sql);
    }

    /** A name, perhaps with its schema's before it: {@code ON main.users} is stored as it is written. */
    static String objectName(TokenReader reader) {
        String name = reader.name();
        return reader.acceptSymbol(".") ? reader.name() : name;
    }

    private static Trigger.Timing timing(TokenReader reader) {
        if (reader.accept("AFTER")) {
            return Trigger.Timing.AFTER;
        }
        if (reader.accept("INSTEAD")) {
            reader.expect("OF");
            return Trigger.Timing.INSTEAD_OF;
        }
        reader.accept("BEFORE");
        return Trigger.Timing.BEFORE;
    }

    private static Trigger.Event event(TokenReader reader) {
        if (reader.accept("INSERT")) {
            return Trigger.Event.INSERT;
        }
        if (reader.accept("UPDATE")) {
            return Trigger.Event.UPDATE;
        }
        reader.expect("DELETE");
        return Trigger.Event.DELETE;
    }

    static List<IndexedColumn> indexedColumns(List<SqlToken> list) {
        return TokenReader.splitAtCommas(list).stream()
                .map(StoredSqlParser::indexedColumn)
                .toList();
    }

    private static IndexedColumn indexedColumn(List<SqlToken> tokens) {
        List<SqlToken> expression = tokens;
        int last = expression.size() - 1;
        // A lone word is a column, even when it is named like the keyword.
        boolean descending = last > 0 && expression.get(last).is("DESC");
        if (descending || (last > 0 && expression.get(last).is("ASC"))) {
            expression = expression.subList(0, last);
            last--;
        }
        Optional<String> collation = Optional.empty();
        if (last > 1 && expression.get(last - 1).is("COLLATE")) {
            collation = Optional.of(expression.get(last).name());
            expression = expression.subList(0, last - 1);
        }
        return new IndexedColumn(new SqlFragment(expression), collation, descending);
    }

    /** The names of a list in parentheses. What old versions of SQLite allow after them (COLLATE, ASC) means nothing. */
    static List<String> names(List<SqlToken> list) {
        return TokenReader.splitAtCommas(list).stream()
                .map(part -> part.get(0).name())
                .toList();
    }
}
