package dev.rollproof.verifier.check;

import java.util.List;
import java.util.stream.Stream;

/** The up script fails. */
final class MigrationFailed implements Check {
    @Override
    public String id() {
        return "migration-failed";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return Failures.findings(
                this,
                step,
                Stream.of(step.up()),
                Failures.OF_SQL,
                failure -> "the migration fails: " + failure.message(),
                help(step));
    }

    private static String help(Step step) {
        return step.up().succeeded() || step.seedRows().isEmpty()
                ? "No new database can pass this version, and what comes after it was not verified. " + Failures.MEND
                : "It passes without " + SeedRows.inWords(step.seedRows())
                        + ", and stops at every database that holds such; what comes after it was not verified. "
                        + Failures.remedyOnRows(step.up()) + " If no database can hold them, mend the seed.";
    }
}
