package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** A rollback whose migration is not there. */
final class RollbackWithoutMigration implements Check {
    @Override
    public String id() {
        return "rollback-without-migration";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.of(migrations, DirectoryProblem.RollbackWithoutMigration.class)
                .map(p -> finding(
                        Location.of(p.file()),
                        p.file() + " takes back version " + p.version().text() + ", which no migration here has",
                        "It is never run. Mend the number in its name, or delete it."))
                .toList();
    }
}
