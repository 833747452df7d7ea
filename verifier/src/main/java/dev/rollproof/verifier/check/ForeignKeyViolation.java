package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.rows.Violation.Kind;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;

/** After a step rows refer to rows that are not there, as PRAGMA foreign_key_check says. */
final class ForeignKeyViolation implements Check {
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
                        || run.statements().stream()
                                .noneMatch(statement -> PragmaSetting.sets(statement, "foreign_keys")));
        return run.statements().stream()
                .filter(statement -> checked
                        && PragmaSetting.sets(statement, "defer_foreign_keys")
                        && PragmaSetting.isOff(statement))
                .reduce((first, second) -> second)
                .map(statement ->
                        ", and COMMIT did not see it: PRAGMA defer_foreign_keys = OFF in line %d sets to zero what SQLite had counted"
                                .formatted(statement.position().line()))
                .orElse("");
    }
}
