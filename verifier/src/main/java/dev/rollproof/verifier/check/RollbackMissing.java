package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** There is no rollback: said of each migration, or once where none of them has one. */
final class RollbackMissing implements Check {
    static final String ID = "rollback-missing";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        List<Migration> all = migrations.migrations();
        if (!isMissingEverywhere(migrations)) {
            return List.of();
        }
        Migration first = all.get(0);
        return List.of(finding(
                Location.of(first.up().file()),
                "none of the " + all.size() + " migrations has a rollback",
                "Nothing here can be taken back. The first would stand in " + first.rollbackFile()
                        + "; --allow-missing accepts it as it is."));
    }

    @Override
    public List<Finding> examine(Step step) {
        Migration migration = step.migration();
        if (!step.up().succeeded() || migration.rollback().isPresent() || isMissingEverywhere(step.source())) {
            return List.of();
        }
        return List.of(finding(
                Location.of(migration.up().file()),
                migration.name() + " has no rollback",
                "It cannot be taken back. Write " + migration.rollbackFile()
                        + "; --allow-missing accepts it as it is."));
    }

    private static boolean isMissingEverywhere(MigrationSet migrations) {
        List<Migration> all = migrations.migrations();
        return all.size() > 1 && all.stream().allMatch(m -> m.rollback().isEmpty());
    }
}
