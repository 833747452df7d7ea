package dev.rollproof.verifier.run;

import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who opens the transaction that a script runs in. */
enum TransactionMode {
    /** The runner: BEGIN before the first statement, COMMIT after the last. */
    WRAPPED,
    /** The script: it says BEGIN itself, or holds a statement that has no effect, or fails, inside a transaction. */
    OWN;

    /** Settings that SQLite does not change inside a transaction. */
    private static final Set<String> ONLY_OUTSIDE = Set.of("foreign_keys", "journal_mode");

    /** PRAGMAs that write to the database itself. */
    private static final Set<String> IN_THE_FILE = Set.of(
            "user_version",
            "application_id",
            "schema_version",
            "journal_mode",
            "auto_vacuum",
            "incremental_vacuum",
            "wal_checkpoint",
            "optimize",
            "writable_schema");

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

    /** Whether a statement ends, or may end, the transaction that it finds. */
    static boolean endsTransaction(SqlStatement statement) {
        SqlToken first = statement.tokens().get(0);
        return first.is("COMMIT") || first.is("END") || first.is("ROLLBACK") || first.is("VACUUM");
    }

    /** The place of the last COMMIT, where nothing but settings of the connection follows it; -1 where there is none such. */
    static int lastCommit(List<SqlStatement> statements) {
        for (int i = statements.size() - 1; i >= 0; i--) {
            SqlToken first = statements.get(i).tokens().get(0);
            if (first.is("COMMIT") || first.is("END")) {
                return i;
            }
            if (!isSetting(statements.get(i))) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether all that changes the database stands in one transaction of the script's own. */
    static boolean isOneTransaction(List<SqlStatement> statements) {
        int commit = lastCommit(statements);
        int begin = 0;
        while (begin < commit && isSetting(statements.get(begin))) {
            begin++;
        }
        return commit > begin
                && statements.get(begin).tokens().get(0).is("BEGIN")
                && statements.subList(begin + 1, commit).stream()
                        .noneMatch(statement -> endsTransaction(statement)
                                || statement.tokens().get(0).is("BEGIN"));
    }

    /** Whether a statement sets something of the connection, and nothing in the database. */
    static boolean isSetting(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        return tokens.get(0).is("PRAGMA")
                && tokens.stream()
                        .noneMatch(token -> IN_THE_FILE.contains(token.name().toLowerCase(Locale.ROOT)));
    }
}
