package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure;
import java.util.List;
import java.util.stream.Stream;

/** The rollback works on empty tables and fails once they hold rows; a warning where only rows of after the up are in its way. */
final class RollbackFailsOnRows implements Check {
    @Override
    public String id() {
        return "rollback-fails-on-rows";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rows().failure().stream()
                .filter(failure -> !followsFromTheSchema(step, failure))
                .flatMap(failure -> switch (failure.stage()) {
                    case UP, AGAIN -> Stream.<Finding>empty();
                    case ROLLBACK ->
                        Stream.of(finding(
                                failure,
                                "on tables that hold rows the rollback fails: ",
                                "It passes wherever the tables are empty, and stops when it is needed. "));
                    case ROLLBACK_OF_NEW_ROWS ->
                        Stream.of(finding(
                                        failure,
                                        "on rows that came in after the migration the rollback fails: ",
                                        "It works right after the deployment; once such rows are written it may not. ")
                                .with(Severity.WARNING));
                })
                .toList();
    }

    /** A constraint that should not be there, or is another one, is told as such; that rows do not keep to it only follows. */
    private static boolean followsFromTheSchema(Step step, FailureOnRows failure) {
        return step.rollback()
                        .filter(rollback -> !rollback.difference().changes().isEmpty())
                        .isPresent()
                && failure.run()
                        .failure()
                        .flatMap(ScriptFailure::resultCode)
                        .filter(code -> code.startsWith("SQLITE_CONSTRAINT"))
                        .isPresent();
    }

    private Finding finding(FailureOnRows failure, String what, String why) {
        return Failures.finding(
                this, failure.run(), message -> what + message, why + Failures.remedyOnRows(failure.run()));
    }
}
