package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.List;
import java.util.Optional;

/** What is written from the SQL that SQLite stores, kept as its author wrote it. */
final class StoredText {
    private StoredText() {}

    /** The statement that makes the object. A comment after its last word would swallow the semicolon. */
    static String statement(SchemaObject object) {
        List<SqlToken> tokens = SqlTokens.read(object.sql());
        return object.sql().substring(0, end(tokens.get(tokens.size() - 1))) + ";";
    }

    /** The statement that makes the table under another name. */
    static String statement(Table table, String name) {
        String statement = statement(table);
        SqlToken body = body(SqlTokens.read(table.sql()));
        return "CREATE TABLE " + Identifier.of(name) + " " + statement.substring(body.offset());
    }

    /** A column as the table's SQL declares it, from its name to its last constraint; empty where it has no such column. */
    static Optional<String> column(Table table, String name) {
        List<SqlToken> tokens = SqlTokens.read(table.sql());
        int start = tokens.indexOf(body(tokens)) + 1;
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            String symbol =
                    tokens.get(i).kind() == SqlToken.Kind.SYMBOL ? tokens.get(i).text() : "";
            if (depth == 0 && (symbol.equals(",") || symbol.equals(")"))) {
                if (SqlName.same(tokens.get(start).name(), name)) {
                    return Optional.of(table.sql().substring(tokens.get(start).offset(), end(tokens.get(i - 1))));
                }
                start = i + 1;
            }
            depth += symbol.equals("(") ? 1 : symbol.equals(")") ? -1 : 0;
        }
        return Optional.empty();
    }

    /** Whether the object's SQL has the name in it, as a name or as a string. */
    static boolean mentions(SchemaObject object, String name) {
        return SqlTokens.read(object.sql()).stream().anyMatch(token -> SqlName.same(token.name(), name));
    }

    /** The parenthesis after the name, which SQLite stores without its schema. */
    private static SqlToken body(List<SqlToken> tokens) {
        return tokens.stream()
                .filter(token ->
                        token.kind() == SqlToken.Kind.SYMBOL && token.text().equals("("))
                .findFirst()
                .orElseThrow();
    }

    private static int end(SqlToken token) {
        return token.offset() + token.text().length();
    }
}
