package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** A file at which the tool stops: nothing after it is applied. */
final class FileStopsTool implements Check {
    @Override
    public String id() {
        return "file-stops-tool";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.ofTool(this, Kind.FILE_STOPS_TOOL, migrations);
    }
}
