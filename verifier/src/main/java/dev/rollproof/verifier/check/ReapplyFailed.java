package dev.rollproof.verifier.check;

import java.util.List;

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
        return step.reapply().map(Outcome::run).stream()
                .flatMap(run -> run
                        .failure()
                        .map(failure -> finding(
                                Location.of(run.script().file(), failure.position()),
                                "after the rollback the migration fails when applied again: " + failure.message(),
                                "The rollback leaves something behind that the schema does not show, rows most likely."
                                        + " Undo that in the rollback too."))
                        .stream())
                .toList();
    }
}
