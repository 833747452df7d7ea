package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.Trigger;
import java.util.List;

/** A trigger is dropped and neither made again nor replaced. */
final class TriggerDropped implements LintCheck {
    @Override
    public String id() {
        return "trigger-dropped";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return LostTriggers.of(up)
                .filter(trigger -> up.drops("TRIGGER", trigger.name()))
                .map(trigger -> finding(up, trigger))
                .toList();
    }

    private Finding finding(Reshaping up, Trigger trigger) {
        return finding(
                Pointer.to(up.step().up(), trigger.name(), trigger.table()),
                "trigger " + trigger.name() + ", " + trigger.firing() + " of " + trigger.table() + ", is dropped",
                up.runningCode()
                        + " counts on what it does, and nothing fails without it: the rows are not kept up any more."
                        + " Release first what does it itself, and drop the trigger in a later migration; if it was"
                        + " dropped for a rebuild, make it again.");
    }
}
