package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.DanglingReference;
import dev.rollproof.verifier.snapshot.DanglingReference.BrokenTrigger;
import dev.rollproof.verifier.snapshot.DanglingReference.BrokenView;
import dev.rollproof.verifier.snapshot.DanglingReference.ForeignKeyToNoTable;
import java.util.List;
import java.util.stream.Collectors;

/** After the migration something points to a table or column that is not there, and did not before it. */
final class DanglingReferenceLeft implements Check {
    @Override
    public String id() {
        return "dangling-reference";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        if (step.dangling().isEmpty()) {
            return List.of();
        }
        String what = step.dangling().stream().map(DanglingReference::describe).collect(Collectors.joining("; "));
        return List.of(finding(
                place(step),
                "after the migration " + what,
                "SQLite says nothing until the first statement that touches it fails. Change what refers to it in the same"
                        + " migration."));
    }

    /** The statement that names what is gone, else what refers to it. */
    private static Location place(Step step) {
        DanglingReference first = step.dangling().get(0);
        if (first instanceof ForeignKeyToNoTable key) {
            return Pointer.to(step.up(), key.parent(), key.table());
        }
        if (first instanceof BrokenView view) {
            return Pointer.to(step.up(), missing(view.reason()), view.name());
        }
        BrokenTrigger trigger = (BrokenTrigger) first;
        return Pointer.to(step.up(), missing(trigger.reason()), trigger.name());
    }

    /** SQLite ends with the name: {@code no such table: main.customers}. */
    private static String missing(String reason) {
        return reason.substring(Math.max(reason.lastIndexOf(' '), reason.lastIndexOf('.')) + 1);
    }
}
