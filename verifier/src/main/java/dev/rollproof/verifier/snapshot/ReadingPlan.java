package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Set;

/**
 * How much of {@code sqlite_schema} must be read after some statements.
 *
 * @param tailIsEnough whether none of them can change a row in place, or bring back rows that were gone before them
 * @param drops how many of them begin with DROP
 */
record ReadingPlan(boolean tailIsEnough, int drops) {
    /** Those that add rows at the end, or remove some, or leave {@code sqlite_schema} alone. ALTER and VACUUM do neither. */
    private static final Set<String> HARMLESS = Set.of(
            "create",
            "drop",
            "insert",
            "update",
            "delete",
            "replace",
            "select",
            "with",
            "values",
            "begin",
            "commit",
            "end",
            "savepoint",
            "release",
            "pragma");

    static ReadingPlan after(List<SqlStatement> executed) {
        int drops = 0;
        for (SqlStatement statement : executed) {
            List<SqlToken> tokens = statement.tokens();
            String word = tokens.isEmpty() ? "" : SqlName.fold(tokens.get(0).text());
            if (!HARMLESS.contains(word) || reachesIntoSchema(tokens)) {
                return new ReadingPlan(false, 0);
            }
            drops += word.equals("drop") ? 1 : 0;
        }
        return new ReadingPlan(true, drops);
    }

    /** With writable_schema on, a plain UPDATE can change any row. */
    private static boolean reachesIntoSchema(List<SqlToken> tokens) {
        for (SqlToken token : tokens) {
            int length = token.text().length();
            if (length >= "sqlite_master".length() && length <= "'writable_schema'".length()) {
                String name = SqlName.fold(token.name());
                if (name.equals("sqlite_schema") || name.equals("sqlite_master") || name.equals("writable_schema")) {
                    return true;
                }
            }
        }
        return false;
    }
}
