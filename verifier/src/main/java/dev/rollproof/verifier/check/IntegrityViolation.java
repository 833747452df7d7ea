package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.Violation.Kind;
import java.util.List;

/** After a step rows are not as their table or an index says, as PRAGMA integrity_check says. */
final class IntegrityViolation implements Check {
    @Override
    public String id() {
        return "integrity-violation";
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
                Kind.INTEGRITY,
                run -> "",
                "Queries give wrong answers, and the next rebuild or VACUUM fails on it. Look at what the script does behind the table: writable_schema, ignore_check_constraints, a function that changed.");
    }
}
