package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure.Cause;
import java.util.List;

/** The up script fails. */
final class MigrationFailed implements Check {
    @Override
    public String id() {
        return "migration-failed";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return Failures.of(step.up(), Cause.FAILED, Cause.UNREADABLE)
                .map(
                        failure -> finding(
                                Location.of(step.migration().up().file(), failure.position()),
                                "the migration fails: " + failure.message(),
                                "No new database can pass this version, and what comes after it was not verified. Mend the statement."))
                .stream()
                .toList();
    }
}
