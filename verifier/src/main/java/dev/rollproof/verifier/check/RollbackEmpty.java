package dev.rollproof.verifier.check;

import java.util.List;

/** The rollback holds no statement although the up changed the schema or the settings. */
final class RollbackEmpty implements Check {
    @Override
    public String id() {
        return "rollback-empty";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rollback().filter(RollbackEmpty::isEmptyAfterAChange).stream()
                .map(outcome -> finding(
                        Location.of(outcome.run().script().file()),
                        "the rollback holds no statement; "
                                + Differences.sentence(outcome.difference().changes(), "after it"),
                        "Running it does nothing and looks like success. "
                                + Remedy.of(outcome.difference().changes()),
                        outcome.difference().changes()))
                .toList();
    }

    static boolean isEmptyAfterAChange(Outcome rollback) {
        return rollback.run().succeeded()
                && rollback.run().statements().isEmpty()
                && !rollback.difference().changes().isEmpty();
    }
}
