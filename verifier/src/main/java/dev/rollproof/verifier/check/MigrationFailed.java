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
                Stream.of(step.up()),
                Failures.OF_SQL,
                failure -> "the migration fails: " + failure.message(),
                "No new database can pass this version, and what comes after it was not verified. Mend the statement.");
    }
}
