package dev.rollproof.verifier.sql;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a piece of SQL, such as one statement or the text that SQLite stores in {@code sqlite_schema.sql}. */
public final class SqlTokens {
    private SqlTokens() {}

    /**
     * The significant tokens of {@code sql}: no white space, no comments. As in SQLite, a {@code /*} that never ends is a
     * comment to the end of the text: SQLite stores such text for an index.
     *
     * @throws SqlSyntaxException for a string or quoted name that never ends, or a NUL
     */
    public static List<SqlToken> read(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        Tokenizer tokenizer = new Tokenizer(sql);
        while (tokenizer.advance()) {
            tokens.add(tokenizer.token(0));
        }
        return List.copyOf(tokens);
    }
}
