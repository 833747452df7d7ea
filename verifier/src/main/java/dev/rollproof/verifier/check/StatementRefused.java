package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptFailure.Cause;
import java.util.List;
import java.util.Set;

/** A statement reaches outside the database; it was not run. */
final class StatementRefused implements Check {
    @Override
    public String id() {
        return "statement-refused";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return Failures.findings(
                this,
                Failures.firstRuns(step),
                Set.of(Cause.REFUSED),
                ScriptFailure::message,
                "Migrations are verified as if they came from a stranger: what leaves the database is not run.");
    }
}
