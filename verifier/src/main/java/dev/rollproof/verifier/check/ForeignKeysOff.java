package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements that set how foreign keys are kept while a script runs. */
final class ForeignKeysOff {
    private static final Set<String> OFF = Set.of("off", "false", "no", "0");

    private ForeignKeysOff() {}

    /**
     * The first {@code PRAGMA foreign_keys = OFF} that finds a transaction open, in which it does nothing
     * (https://www.sqlite.org/pragma.html#pragma_foreign_keys).
     */
    static Optional<SqlStatement> ignored(MigrationScript script, List<SqlStatement> statements) {
        boolean always = script.transaction() == ScriptTransaction.ALWAYS;
        boolean open = always;
        for (SqlStatement statement : statements) {
            SqlToken first = statement.tokens().get(0);
            if (first.is("BEGIN") || first.is("SAVEPOINT")) {
                open = true;
            } else if (first.is("COMMIT") || first.is("END")) {
                open = always;
            } else if (open && sets(statement, "foreign_keys") && isOff(statement)) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    /** The same of a script that was run, in words: {@code PRAGMA foreign_keys = OFF in line 2 does nothing inside a transaction}. */
    static Optional<String> whyIgnored(ScriptRun run) {
        return ignored(run.script(), run.statements())
                .map(statement -> "PRAGMA foreign_keys = OFF in line %d does nothing inside a transaction"
                        .formatted(statement.position().line()));
    }

    /** Whether a statement gives a value to a PRAGMA of this name. */
    static boolean sets(SqlStatement pragma, String name) {
        List<SqlToken> tokens = pragma.tokens();
        int at = tokens.size() > 2 && tokens.get(2).text().equals(".") ? 3 : 1;
        return tokens.get(0).is("PRAGMA")
                && tokens.size() > at + 2
                && tokens.get(at).name().equalsIgnoreCase(name);
    }

    /** Whether the value is off; it stands behind {@code =}, or in parentheses. */
    static boolean isOff(SqlStatement pragma) {
        return pragma.tokens().stream()
                .skip(3)
                .anyMatch(token -> OFF.contains(token.name().toLowerCase(Locale.ROOT)));
    }
}
