package dev.rollproof.verifier.check;

import java.util.List;

/** The counter of an AUTOINCREMENT table went back. */
final class SequenceNotRestored implements Check {
    @Override
    public String id() {
        return "sequence-not-restored";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rows().counters().stream()
                .map(counter -> finding(
                        Pointer.to(
                                counter.byUp()
                                        ? step.up()
                                        : step.rollback().get().run(),
                                counter.table(),
                                counter.table()),
                        "the AUTOINCREMENT counter of %s is %d after the %s and was %d"
                                .formatted(
                                        counter.table(),
                                        counter.after(),
                                        counter.byUp() ? "migration" : "rollback",
                                        counter.before()),
                        "Ids that were given once are given again. Set seq in sqlite_sequence to what it was."))
                .toList();
    }
}
