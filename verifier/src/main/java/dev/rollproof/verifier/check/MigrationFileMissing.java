package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** A journal, a plan or a folder names a migration whose file is not there. */
final class MigrationFileMissing implements Check {
    @Override
    public String id() {
        return "migration-file-missing";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.ofTool(this, Kind.MIGRATION_FILE_MISSING, migrations);
    }
}
