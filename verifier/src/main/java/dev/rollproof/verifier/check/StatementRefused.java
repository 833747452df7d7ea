package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptFailure.Cause;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A statement reaches outside the database, or the engine that it is for refuses it; it was not run. */
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
        return Stream.concat(
                        findings(
                                step,
                                Cause.REFUSED,
                                "Migrations are verified as if they came from a stranger: what leaves the database is"
                                        + " not run."),
                        findings(
                                step,
                                Cause.REFUSED_BY_TARGET,
                                "The migrations are for Cloudflare D1, which would stop here and roll the file back."
                                        + " Where they are not, say --target sqlite."))
                .toList();
    }

    private Stream<Finding> findings(Step step, Cause cause, String help) {
        return Failures.findings(this, step, Failures.firstRuns(step), Set.of(cause), ScriptFailure::message, help)
                .stream();
    }
}
