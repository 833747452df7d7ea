package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.FailureOnRows.Stage;
import java.util.List;

/** The up works on empty tables and fails once they hold rows. */
final class MigrationFailsOnRows implements Check {
    static final String ID = "migration-fails-on-rows";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.rows().failure().filter(failure -> failure.stage() == Stage.UP).stream()
                .map(failure -> Failures.finding(
                        this,
                        failure.run(),
                        message -> "on tables that hold rows the migration fails: " + message,
                        "It passes wherever the tables are empty, and stops where it is deployed. "
                                + Failures.remedyOnRows(failure.run())
                                + beside(step.seedRows())
                                + HalfApplied.sentences(failure.run())))
                .toList();
    }

    private static String beside(List<SeedRows> rows) {
        return rows.isEmpty() ? "" : " Made rows stood there beside " + SeedRows.inWords(rows) + ".";
    }
}
