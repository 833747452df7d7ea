package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** The tool applies migrations in another order than their names suggest. */
final class OrderDiffers implements Check {
    @Override
    public String id() {
        return "order-differs";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.ofTool(this, Kind.ORDER_DIFFERS, migrations);
    }
}
