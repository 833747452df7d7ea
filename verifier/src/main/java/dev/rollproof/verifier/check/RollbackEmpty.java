package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Declarations;
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
        return step.rollback().filter(r -> saysItAll(step, r) && !isMeantToBeEmpty(step)).stream()
                .map(outcome -> finding(
                        Location.of(outcome.run().script().file()),
                        "the rollback holds no statement; "
                                + Differences.sentence(outcome.difference().changes(), "after it"),
                        "Running it does nothing and looks like success. "
                                + Remedy.of(outcome.difference().changes(), step.after()),
                        outcome.difference().changes()))
                .toList();
    }

    /**
     * Whether no other check compares what the rollback left: it holds no statement although there was something to undo, and
     * says nothing else either, or is not meant to undo it.
     */
    static boolean saysItAll(Step step, Outcome rollback) {
        return rollback.run().succeeded()
                && rollback.run().statements().isEmpty()
                && !rollback.difference().changes().isEmpty()
                && (isMeantToBeEmpty(step)
                        || Declarations.of(rollback.run().script()).all().isEmpty());
    }

    private static boolean isMeantToBeEmpty(Step step) {
        return Declarations.of(step.migration()).irreversible();
    }
}
