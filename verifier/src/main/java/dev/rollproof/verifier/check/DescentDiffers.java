package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;

/** The rollback holds alone, but not on the way down from the latest version. */
final class DescentDiffers implements Check {
    private static final String HELP =
            "Right after its own migration the rollback works; after the later ones and their rollbacks it does not."
                    + " Look at what those leave behind.";

    @Override
    public String id() {
        return "descent-differs";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.descent().filter(d -> !d.asExpected()).stream()
                .map(d -> d.run().failure().map(f -> failed(d.run(), f)).orElseGet(() -> differs(d)))
                .toList();
    }

    private Finding failed(ScriptRun run, ScriptFailure failure) {
        return finding(
                Location.of(run.script().file(), failure.position()),
                "on the way down from the latest version the rollback fails: " + failure.message(),
                HELP);
    }

    private Finding differs(Outcome descent) {
        List<SchemaChange> changes = descent.difference().changes();
        return finding(
                Pointer.to(descent.run(), changes),
                Differences.sentence(changes, "on the way down from the latest version"),
                HELP,
                changes);
    }
}
