package dev.rollproof.verifier.check;

import java.util.List;

/** No rows could be made for a table. */
final class TablesNotPopulated implements Check {
    @Override
    public String id() {
        return "tables-not-populated";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rows().firstUnfilled().stream()
                .map(
                        unfilled -> finding(
                                Location.of(step.migration().up().file()),
                                unfilled.describe(),
                                "What shows only on rows there was not looked at. A seed with rows for it helps: --seed FILE@VERSION."))
                .toList();
    }
}
