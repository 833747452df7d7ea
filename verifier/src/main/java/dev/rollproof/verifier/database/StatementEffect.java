package dev.rollproof.verifier.database;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement does to its connection and to the world outside the database, read from its tokens.
 *
 * @param kind what the connection must do around it
 * @param refusal why it must not run, for the user; empty when it may
 */
record StatementEffect(Kind kind, Optional<String> refusal) {
    enum Kind {
        ORDINARY,
        /** Opens a transaction when it succeeds. */
        BEGIN,
        /** Ends the transaction when it succeeds. */
        COMMIT,
        /** May end the transaction, or go back to a savepoint in it. */
        ROLLBACK,
        /** Needs one attached database for itself. */
        VACUUM,
        /** May change a setting of the connection. */
        PRAGMA,
        /** Changes what a number of pages is in bytes. */
        PAGE_SIZE,
        /** Says where or how SQLite keeps data, which is ours to say and changes no schema: it is not run. */
        PASSED_OVER
    }

    static final String LOADS_EXTENSION = "load_extension would run a program library inside this process; scripts may"
            + " not leave the database. Remove the call";

    /** What each PRAGMA that no script may set would change. Reading them is harmless. */
    private static final Map<String, String> LIMITS = Map.of(
            "hard_heap_limit", "how much memory this process may use",
            "soft_heap_limit", "how much memory this process may use",
            "max_page_count", "how large the database may grow",
            "temp_store_directory", "the folder of this process's temporary files",
            "data_store_directory", "the folder of this process's database files",
            "lock_proxy_file", "the file that locks the database");

    private static final Set<String> TEMPORARY_NAMES =
            Set.of("temp", "temporary", "sqlite_temp_schema", "sqlite_temp_master");

    private static final StatementEffect ORDINARY = of(Kind.ORDINARY);

    static StatementEffect of(List<SqlToken> tokens) {
        boolean explained = wordAt(tokens, 0, "EXPLAIN");
        int first = !explained ? 0 : wordAt(tokens, 1, "QUERY") && wordAt(tokens, 2, "PLAN") ? 3 : 1;
        if (first >= tokens.size()) {
            return ORDINARY;
        }
        // Most PRAGMAs act while SQLite compiles them, so EXPLAIN makes none of them harmless.
        if (wordAt(tokens, first, "PRAGMA")) {
            return ofPragma(tokens.subList(first + 1, tokens.size()));
        }
        return explained ? ORDINARY : ofFirstWord(tokens);
    }

    private static StatementEffect ofFirstWord(List<SqlToken> tokens) {
        return switch (tokens.get(0).text().toUpperCase(Locale.ROOT)) {
            case "BEGIN", "SAVEPOINT" -> of(Kind.BEGIN);
            case "COMMIT", "END" -> of(Kind.COMMIT);
            case "ROLLBACK", "RELEASE" -> of(Kind.ROLLBACK);
            case "VACUUM" -> ofVacuum(tokens);
            case "ATTACH" ->
                refused("ATTACH would open another database file; scripts may not leave the database. Remove the"
                        + " statement, or move what it does into a migration of that database");
            case "BACKUP" -> refused(notSql("BACKUP", "write the database to another file"));
            case "RESTORE" -> refused(notSql("RESTORE", "replace the database by another file"));
            default -> ORDINARY;
        };
    }

    private static StatementEffect ofVacuum(List<SqlToken> tokens) {
        return tokens.stream().anyMatch(token -> token.is("INTO"))
                ? refused("VACUUM INTO would write a copy of the database to another file; scripts may not leave the"
                        + " database. Remove INTO and the file name, or the statement")
                : of(Kind.VACUUM);
    }

    /**
     * The effect of a PRAGMA.
     *
     * @param tokens what follows the word PRAGMA: {@code [schema.]name}, then nothing, {@code = value} or {@code (value)}
     */
    private static StatementEffect ofPragma(List<SqlToken> tokens) {
        int at = symbolAt(tokens, 1, ".") ? 2 : 0;
        boolean sets = symbolAt(tokens, at + 1, "=") || symbolAt(tokens, at + 1, "(");
        if (!sets) {
            return of(Kind.PRAGMA);
        }
        String name = tokens.get(at).name().toLowerCase(Locale.ROOT);
        String changes = LIMITS.get(name);
        if (changes != null) {
            return refused("PRAGMA " + name + " would change " + changes + "; scripts may not change the limits they"
                    + " run in. Remove the statement: it does nothing to the schema");
        }
        return switch (name) {
            case "page_size" -> of(Kind.PAGE_SIZE);
            // An image in another encoding cannot be restored on the same connection.
            case "temp_store", "encoding" ->
                of(isOneValue(tokens.subList(at + 1, tokens.size())) ? Kind.PASSED_OVER : Kind.PRAGMA);
            default -> of(Kind.PRAGMA);
        };
    }

    /** {@code = value} or {@code (value)}, the value perhaps signed: all that SQLite's grammar allows; the rest it refuses itself. */
    private static boolean isOneValue(List<SqlToken> tokens) {
        int signs = symbolAt(tokens, 1, "+") || symbolAt(tokens, 1, "-") ? 1 : 0;
        boolean inParentheses = symbolAt(tokens, 0, "(");
        return tokens.size() == 2 + signs + (inParentheses ? 1 : 0)
                && tokens.get(1 + signs).kind() != SqlToken.Kind.SYMBOL
                && (!inParentheses || symbolAt(tokens, 2 + signs, ")"));
    }

    /** True when one of them names the temporary schema: nothing can be put there otherwise. */
    static boolean nameTemporarySchema(List<SqlToken> tokens) {
        for (SqlToken token : tokens) {
            String text = token.text();
            if (text.length() >= 4
                    && text.length() <= 20
                    && TEMPORARY_NAMES.contains(token.name().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static StatementEffect of(Kind kind) {
        return new StatementEffect(kind, Optional.empty());
    }

    private static StatementEffect refused(String why) {
        return new StatementEffect(Kind.ORDINARY, Optional.of(why));
    }

    private static String notSql(String command, String would) {
        return command + " is a command of SQLite's tools, not SQL, and would " + would
                + "; scripts may not leave the database. Remove the statement";
    }

    private static boolean wordAt(List<SqlToken> tokens, int index, String word) {
        return index < tokens.size() && tokens.get(index).is(word);
    }

    private static boolean symbolAt(List<SqlToken> tokens, int index, String symbol) {
        return index < tokens.size()
                && tokens.get(index).kind() == SqlToken.Kind.SYMBOL
                && tokens.get(index).text().equals(symbol);
    }
}
