package dev.rollproof.verifier.run;

import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Set;

/** Who opens the transaction that a script runs in. */
enum TransactionMode {
    /** The runner: BEGIN before the first statement, COMMIT after the last. */
    WRAPPED,
    /** The script: it says BEGIN itself, or holds a statement that has no effect, or fails, inside a transaction. */
    OWN;

    /** Settings that SQLite does not change inside a transaction. */
    private static final Set<String> ONLY_OUTSIDE = Set.of("foreign_keys", "journal_mode");

    /**
     * Decide by the first statement that says something about transactions. One that begins with COMMIT expects to find
     * itself in the runner's transaction, and leaves another open for it at the end.
     */
    static TransactionMode of(List<SqlStatement> statements) {
        for (SqlStatement statement : statements) {
            List<SqlToken> tokens = statement.tokens();
            SqlToken first = tokens.get(0);
            if (first.is("COMMIT") || first.is("END") || first.is("ROLLBACK")) {
                return WRAPPED;
            }
            if (first.is("BEGIN") || first.is("VACUUM") || setsWhatOnlyWorksOutside(tokens)) {
                return OWN;
            }
        }
        return WRAPPED;
    }

    /** {@code PRAGMA [schema.]foreign_keys = OFF} or {@code PRAGMA foreign_keys(OFF)}; a mere reading is none. */
    private static boolean setsWhatOnlyWorksOutside(List<SqlToken> tokens) {
        if (!tokens.get(0).is("PRAGMA")) {
            return false;
        }
        int name = tokens.size() > 2 && tokens.get(2).text().equals(".") ? 3 : 1;
        return tokens.size() > name + 1
                && ONLY_OUTSIDE.stream().anyMatch(tokens.get(name).name()::equalsIgnoreCase);
    }
}
