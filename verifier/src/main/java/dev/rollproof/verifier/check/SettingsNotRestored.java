package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;

/** {@code user_version} or {@code application_id}, which SQLite keeps in the file's header, did not come back. */
final class SettingsNotRestored implements Check {
    @Override
    public String id() {
        return "settings-not-restored";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rollback().filter(r -> !RollbackEmpty.saysItAll(step, r)).stream()
                .filter(r -> !settings(r).isEmpty())
                .map(r -> finding(
                        Pointer.to(r.run(), settings(r)),
                        Differences.sentence(settings(r), "after the rollback"),
                        "Code that reads the setting takes the old schema for the new one. "
                                + Remedy.of(settings(r), step.after()),
                        settings(r)))
                .toList();
    }

    static boolean isSetting(SchemaChange change) {
        return change.kind().equals("setting-changed");
    }

    private static List<SchemaChange> settings(Outcome rollback) {
        return rollback.difference().changes().stream()
                .filter(SettingsNotRestored::isSetting)
                .toList();
    }
}
