package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure.Cause;
import java.util.List;
import java.util.Set;

/** A statement does not end within the limit. */
final class StatementTimeout implements Check {
    @Override
    public String id() {
        return "statement-timeout";
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
                Failures.firstRuns(step),
                Set.of(Cause.TIMED_OUT),
                failure -> "the statement " + failure.message(),
                "It was stopped. If it only needs longer, give it longer with --timeout SECONDS.");
    }
}
