package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.FailureOnRows.Stage;
import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;
import java.util.stream.Collectors;
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
                        help(step)))
                .toList();
    }

    private static String help(Step step) {
        String left = step.rows().changes().stream()
                .filter(change -> change.kind() == RowChange.Kind.LEFT_BEHIND)
                .map(RowChange::describe)
                .collect(Collectors.joining("; "));
        return left.isEmpty()
                ? "The rollback leaves something behind that the schema does not show. Undo that in the rollback too."
                : "The rollback leaves rows behind. " + left + ". Delete them in the rollback.";
    }
}
