package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** A script around the migrations: the tool runs it, Rollproof does not. */
final class ScriptLeftOut implements Check {
    @Override
    public String id() {
        return "script-left-out";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.ofTool(this, Kind.SCRIPT_LEFT_OUT, migrations);
    }
}
