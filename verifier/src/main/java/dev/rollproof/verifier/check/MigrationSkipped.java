package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** The tool never runs what a person takes for a migration. */
final class MigrationSkipped implements Check {
    @Override
    public String id() {
        return "migration-skipped";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.ofTool(this, Kind.MIGRATION_SKIPPED, migrations);
    }
}
