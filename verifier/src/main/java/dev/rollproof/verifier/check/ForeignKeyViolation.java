package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.rows.Violation.Kind;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** After a step rows refer to rows that are not there, as PRAGMA foreign_key_check says. */
final class ForeignKeyViolation implements Check {
    private static final Set<String> OFF = Set.of("off", "false", "no", "0");

    @Override
    public String id() {
        return "foreign-key-violation";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return Violations.findings(
                this,
                step,
                Kind.FOREIGN_KEY,
                run -> whyCommitPassed(step, run),
                "Whatever writes these rows next fails, or finds nothing behind them. Move or delete them in the same script.");
    }

    /**
     * Setting {@code defer_foreign_keys} off makes SQLite forget the violations that it has counted, so that COMMIT finds none
     * (pragma.c: {@code db->nDeferredImmCons = 0}).
     */
    private static String whyCommitPassed(Step step, ScriptRun run) {
        boolean checked = step.source().foreignKeys()
                && (run.script().transaction() == ScriptTransaction.ALWAYS
                        || run.statements().stream().noneMatch(statement -> sets(statement, "foreign_keys")));
        return run.statements().stream()
                .filter(statement -> checked && sets(statement, "defer_foreign_keys") && isOff(statement))
                .reduce((first, second) -> second)
                .map(statement ->
                        ", and COMMIT did not see it: PRAGMA defer_foreign_keys = OFF in line %d sets to zero what SQLite had counted"
                                .formatted(statement.position().line()))
                .orElse("");
    }

    private static boolean sets(SqlStatement pragma, String name) {
        List<SqlToken> tokens = pragma.tokens();
        int at = tokens.size() > 2 && tokens.get(2).text().equals(".") ? 3 : 1;
        return tokens.get(0).is("PRAGMA")
                && tokens.size() > at + 2
                && tokens.get(at).name().equalsIgnoreCase(name);
    }

    /** The value stands behind {@code =}, or in parentheses. */
    private static boolean isOff(SqlStatement pragma) {
        return pragma.tokens().stream()
                .skip(3)
                .anyMatch(token -> OFF.contains(token.name().toLowerCase(Locale.ROOT)));
    }
}
