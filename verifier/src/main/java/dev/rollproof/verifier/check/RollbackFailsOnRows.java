package dev.rollproof.verifier.check;

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
                                        "It works right after the deployment and stops some time later. ")
                                .with(Severity.WARNING));
                })
                .toList();
    }

    private Finding finding(FailureOnRows failure, String what, String why) {
        return Failures.finding(
                this, failure.run(), message -> what + message, why + Failures.remedyOnRows(failure.run()));
    }
}
