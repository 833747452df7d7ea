package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.View;
import java.util.List;

/** A view that stood before the migration is there no more. */
final class ViewDropped implements LintCheck {
    @Override
    public String id() {
        return "view-dropped";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return up.gone(View.class)
                .filter(view -> step.after().relation(view.name()).isEmpty())
                .map(view -> finding(up, view))
                .toList();
    }

    private Finding finding(Reshaping up, View view) {
        return finding(
                Pointer.to(up.step().up(), view.name(), view.name()),
                "view " + view.name() + " is dropped",
                up.runningCode()
                        + " fails on it with \"no such table\". Release first what no longer reads it, and drop it"
                        + " in a later migration.");
    }
}
