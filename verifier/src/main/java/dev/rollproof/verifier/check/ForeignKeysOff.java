package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;

/** Statements that set how foreign keys are kept while a script runs. */
final class ForeignKeysOff {
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
            } else if (open && PragmaSetting.sets(statement, "foreign_keys") && PragmaSetting.isOff(statement)) {
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
}
