package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.Violation.Kind;
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
                "Whatever writes these rows next fails, or finds nothing behind them. Move or delete them in the same script.");
    }
}
