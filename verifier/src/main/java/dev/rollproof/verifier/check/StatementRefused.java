package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure.Cause;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A statement reaches outside the database; it was not run. */
final class StatementRefused implements Check {
    @Override
    public String id() {
        return "statement-refused";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return Stream.concat(Stream.of(step.up()), step.rollback().map(Outcome::run).stream())
                .flatMap(run -> finding(run).stream())
                .toList();
    }

    private Optional<Finding> finding(ScriptRun run) {
        return Failures.of(run, Cause.REFUSED)
                .map(failure -> finding(
                        Location.of(run.script().file(), failure.position()),
                        failure.message(),
                        "Migrations are verified as if they came from a stranger: what leaves the database is not run."
                                + " Move it out of the migration."));
    }
}
