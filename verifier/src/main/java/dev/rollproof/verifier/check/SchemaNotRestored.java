package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;

/** The rollback runs clean and leaves another schema behind. */
final class SchemaNotRestored implements Check {
    @Override
    public String id() {
        return "schema-not-restored";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rollback().filter(r -> !RollbackEmpty.saysItAll(step, r)).stream()
                .filter(r -> !ColumnOrderDiffers.isAllThatDiffers(r))
                .filter(r -> !schemaChanges(r).isEmpty())
                .map(r -> finding(step, r))
                .toList();
    }

    private Finding finding(Step step, Outcome rollback) {
        List<SchemaChange> changes = schemaChanges(rollback);
        return finding(
                Pointer.to(rollback.run(), changes),
                Differences.sentence(changes, "after the rollback"),
                Remedy.of(changes, step.after()),
                changes);
    }

    private static List<SchemaChange> schemaChanges(Outcome rollback) {
        return rollback.difference().changes().stream()
                .filter(change -> !SettingsNotRestored.isSetting(change))
                .toList();
    }
}
