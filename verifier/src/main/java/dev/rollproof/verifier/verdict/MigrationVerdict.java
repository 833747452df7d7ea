package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Examination;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.run.ScriptRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is said of one migration.
 *
 * @param findings those that count, in the order of the checks
 * @param declarations what the migration declares, with the findings that do not count for its sake
 * @param up how long the first run of the up script took; empty when it was not reached
 * @param rollback how long the rollback took right after it; empty when it was not run
 * @param reapply how long the second run of the up script took; empty when it was not run
 * @param evidence the schemas that it was judged by; empty when it was not reached
 * @param suggestion a rollback that would bring the schema back, as a script; only where the one that is there does not
 */
public record MigrationVerdict(
        Migration migration,
        Verdict verdict,
        List<Finding> findings,
        List<Declared> declarations,
        Optional<Duration> up,
        Optional<Duration> rollback,
        Optional<Duration> reapply,
        Optional<Evidence> evidence,
        Optional<String> suggestion)
        implements MigrationReport {
    public MigrationVerdict {
        findings = List.copyOf(findings);
        declarations = List.copyOf(declarations);
    }

    /** The verdict that follows from what happened and what was found. */
    public static MigrationVerdict of(Step step, Examination examination) {
        return new MigrationVerdict(
                step.migration(),
                verdict(step, examination),
                examination.findings(),
                examination.declarations(),
                Optional.of(step.up().duration()),
                step.rollback().map(Outcome::run).map(ScriptRun::duration),
                step.reapply().map(Outcome::run).map(ScriptRun::duration),
                Optional.of(Evidence.of(step)),
                Optional.empty());
    }

    /** A migration that was not reached. */
    public static MigrationVerdict unverified(Migration migration) {
        return new MigrationVerdict(
                migration,
                Verdict.UNVERIFIED,
                List.of(),
                Declared.of(migration),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with a rollback that would do. */
    public MigrationVerdict suggesting(String script) {
        return new MigrationVerdict(
                migration, verdict, findings, declarations, up, rollback, reapply, evidence, Optional.of(script));
    }

    /** The verdict in words, with what the rollback could not keep or left: {@code restored, rows lost}. */
    @Override
    public String words() {
        String words = verdict.id();
        if (losesRows()) {
            words += ", rows lost";
        }
        return verdict == Verdict.RESTORED && finds("rows-left-behind") ? words + ", rows left behind" : words;
    }

    /** Whether the rollback restores what it can, and the up destroyed rows, declared or not. */
    public boolean losesRows() {
        return verdict == Verdict.RESTORED && finds("rows-lost");
    }

    /** Whether a check found something here, declared or not. */
    private boolean finds(String check) {
        return Stream.concat(findings.stream(), declarations.stream().flatMap(d -> d.excused().stream()))
                .anyMatch(f -> f.check().equals(check));
    }

    /** Whether an error does not count, because the migration declares it. */
    public boolean excusesError() {
        return declarations.stream()
                .flatMap(declared -> declared.excused().stream())
                .anyMatch(f -> f.severity() == Severity.ERROR);
    }

    private static Verdict verdict(Step step, Examination examination) {
        if (!step.up().succeeded() || examination.failsOnRows()) {
            return Verdict.FAILED;
        }
        if (examination.irreversible()) {
            return Verdict.IRREVERSIBLE;
        }
        if (step.migration().rollback().isEmpty()) {
            return Verdict.MISSING;
        }
        return examination.holdsError() ? Verdict.BROKEN : Verdict.RESTORED;
    }
}
