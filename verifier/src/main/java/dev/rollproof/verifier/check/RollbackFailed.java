package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure.Cause;
import java.util.List;

/** The rollback fails, run right after its own migration. */
final class RollbackFailed implements Check {
    @Override
    public String id() {
        return "rollback-failed";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rollback().map(Outcome::run).stream()
                .flatMap(run -> Failures.of(run, Cause.FAILED, Cause.UNREADABLE)
                        .map(failure -> finding(
                                Location.of(run.script().file(), failure.position()),
                                "the rollback fails: " + failure.message(),
                                "It stops here when it is needed. Mend the statement."))
                        .stream())
                .toList();
    }
}
