package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** The tool applies a rollback as if it were a migration. */
final class RollbackRunAsMigration implements Check {
    @Override
    public String id() {
        return "rollback-run-as-migration";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.ofTool(this, Kind.ROLLBACK_RUN_AS_MIGRATION, migrations);
    }
}
