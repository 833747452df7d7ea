package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;

/** Applied again after the rollback, the migration ends in another schema than the first time. */
final class ReapplyDiffers implements Check {
    @Override
    public String id() {
        return "reapply-differs";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.reapply().filter(r -> !r.difference().changes().isEmpty()).stream()
                .map(r -> {
                    List<SchemaChange> changes = r.difference().changes();
                    return finding(
                            Pointer.to(r.run(), changes.get(0)),
                            Differences.sentence(changes, "when the migration is applied again after the rollback"),
                            "The migration depends on something that the rollback does not undo.",
                            changes);
                })
                .toList();
    }
}
