package dev.rollproof.verifier.check;

import java.util.List;

/** The schema is the same, its stored SQL text is written differently. */
final class TextDiffers implements Check {
    @Override
    public String id() {
        return "text-differs";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rollback().filter(Outcome::asExpected).stream()
                .filter(r -> !r.difference().textDifferences().isEmpty())
                .map(r -> finding(
                        Location.of(r.run().script().file()),
                        "after the rollback the schema is the same, but its stored text is written differently: "
                                + String.join(", ", r.difference().textDifferences()),
                        "Nothing to do. Tools that compare sqlite_schema byte by byte will see a difference."))
                .toList();
    }
}
