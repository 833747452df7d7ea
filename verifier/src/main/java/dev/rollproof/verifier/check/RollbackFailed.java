package dev.rollproof.verifier.check;

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
        return Failures.findings(
                this,
                step,
                step.rollback().map(Outcome::run).stream(),
                Failures.OF_SQL,
                failure -> "the rollback fails: " + failure.message(),
                "It stops here when it is needed. " + Failures.MEND);
    }
}
