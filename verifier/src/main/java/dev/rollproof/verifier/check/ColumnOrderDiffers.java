package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;

/** Everything is back, but columns stand in another order. */
final class ColumnOrderDiffers implements Check {
    @Override
    public String id() {
        return "column-order-differs";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rollback().filter(r -> !RollbackEmpty.saysItAll(step, r)).stream()
                .filter(ColumnOrderDiffers::isAllThatDiffers)
                .map(r -> {
                    List<SchemaChange> changes = orders(r);
                    return finding(
                            Pointer.to(r.run(), changes),
                            Differences.sentence(changes, "after the rollback"),
                            "INSERT without a column list and SELECT * now mean something else. Rebuild the table in its old"
                                    + " order: create, copy, drop, rename.",
                            changes);
                })
                .toList();
    }

    /** True when the schema differs in nothing but the order of columns; settings are another check's business. */
    static boolean isAllThatDiffers(Outcome rollback) {
        List<SchemaChange> orders = orders(rollback);
        long settings = rollback.difference().changes().stream()
                .filter(SettingsNotRestored::isSetting)
                .count();
        return !orders.isEmpty()
                && orders.size() + settings == rollback.difference().changes().size();
    }

    private static List<SchemaChange> orders(Outcome rollback) {
        return rollback.difference().changes().stream()
                .filter(change -> change.kind().equals("column-order"))
                .toList();
    }
}
