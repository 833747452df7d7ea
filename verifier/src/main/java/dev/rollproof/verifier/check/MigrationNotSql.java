package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** A migration in another language than SQL: the tool runs it, Rollproof cannot. */
final class MigrationNotSql implements Check {
    @Override
    public String id() {
        return "migration-not-sql";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.ofTool(this, Kind.MIGRATION_NOT_SQL, migrations);
    }
}
