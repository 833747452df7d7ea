package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure.Cause;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A statement does not end within the limit. */
final class StatementTimeout implements Check {
    @Override
    public String id() {
        return "statement-timeout";
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
        return Failures.of(run, Cause.TIMED_OUT)
                .map(failure -> finding(
                        Location.of(run.script().file(), failure.position()),
                        "the statement " + failure.message(),
                        "It was stopped. If it only needs longer, give it longer with --timeout SECONDS."));
    }
}
