package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.run.ScriptRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is said of one migration.
 *
 * @param findings in the order of the checks
 * @param up how long the first run of the up script took; empty when it was not reached
 * @param rollback how long the rollback took right after it; empty when it was not run
 * @param reapply how long the second run of the up script took; empty when it was not run
 */
public record MigrationVerdict(
        Migration migration,
        Verdict verdict,
        List<Finding> findings,
        Optional<Duration> up,
        Optional<Duration> rollback,
        Optional<Duration> reapply) {
    public MigrationVerdict {
        findings = List.copyOf(findings);
    }

    /** The verdict that follows from what happened and what was found. */
    public static MigrationVerdict of(Step step, List<Finding> findings) {
        return new MigrationVerdict(
                step.migration(),
                verdict(step, findings),
                findings,
                Optional.of(step.up().duration()),
                step.rollback().map(Outcome::run).map(ScriptRun::duration),
                step.reapply().map(Outcome::run).map(ScriptRun::duration));
    }

    /** A migration that was not reached. */
    public static MigrationVerdict unverified(Migration migration) {
        return new MigrationVerdict(
                migration, Verdict.UNVERIFIED, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Verdict verdict(Step step, List<Finding> findings) {
        if (!step.up().succeeded()) {
            return Verdict.FAILED;
        }
        if (step.migration().rollback().isEmpty()) {
            return Verdict.MISSING;
        }
        boolean error = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
        return error ? Verdict.BROKEN : Verdict.RESTORED;
    }
}
