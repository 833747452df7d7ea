package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;
import java.util.stream.Stream;

/** Applied again after the rollback, the migration ends in another schema, or with another number of rows, than the first time. */
final class ReapplyDiffers implements Check {
    private static final String HELP = "The migration depends on something that the rollback does not undo.";

    @Override
    public String id() {
        return "reapply-differs";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        Stream<Finding> schema = step
                .reapply()
                .filter(r -> !r.difference().changes().isEmpty())
                .stream()
                .map(r -> {
                    List<SchemaChange> changes = r.difference().changes();
                    return finding(
                            Pointer.to(r.run(), changes),
                            Differences.sentence(changes, "when the migration is applied again after the rollback"),
                            HELP,
                            changes);
                });
        Stream<Finding> rows = step.rows().recounted().stream()
                .map(recounted -> finding(
                        Location.of(step.migration().up().file()),
                        "when the migration is applied again after the rollback, " + recounted
                                + " after the first time",
                        HELP));
        return Stream.concat(schema, rows).toList();
    }
}
