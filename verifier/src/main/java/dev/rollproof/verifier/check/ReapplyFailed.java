package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.FailureOnRows.Stage;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;
import java.util.stream.Stream;

/** The schema came back, but the migration cannot be applied again. */
final class ReapplyFailed implements Check {
    @Override
    public String id() {
        return "reapply-failed";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        Stream<ScriptRun> failed = Stream.concat(
                step.reapply().map(Outcome::run).filter(run -> !run.succeeded()).stream(),
                step
                        .rows()
                        .failure()
                        .filter(failure -> failure.stage() == Stage.AGAIN)
                        .map(FailureOnRows::run)
                        .stream());
        return failed.map(run -> Failures.finding(
                        this,
                        run,
                        message -> "after the rollback the migration fails when applied again: " + message,
                        "The rollback leaves something behind that the schema does not show, rows most likely."
                                + " Undo that in the rollback too."))
                .toList();
    }
}
