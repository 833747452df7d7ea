package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Examination;
import dev.rollproof.verifier.check.MigrationText;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.verdict.Evidence;
import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.LintedMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says what is unsafe about migrations before any rollback is run: what breaks the code that still runs, what a rebuild loses,
 * what the engine in production does not know. Each up runs on real SQLite with rows in the tables, and is judged by what it did
 * there; its text is asked only where nothing else tells.
 */
public final class Linter {
    private final VerificationOptions options;

    /** A linter that works as {@code options} say; {@code jobs} makes no difference to it. */
    public Linter(VerificationOptions options) {
        this.options = options;
    }

    /**
     * Look at every migration of {@code migrations}. Of those behind one that fails only the text can be judged.
     *
     * @throws InvalidInputException when there is none to look at
     */
    public LintReport lint(MigrationSet migrations) {
        Engine engine = Engine.of(migrations, options.foreignKeys());
        MigrationSet ups = migrations.withMigrations(
                migrations.migrations().stream().map(Migration::withoutRollback).toList());
        int first = new Verification(migrations, options, engine).first();
        Checks checks = Checks.with(options.severities());
        options.progress().begins(migrations.migrations().size());
        return new LintReport(
                migrations,
                engine.foreignKeys(),
                options.rows(),
                options.rowSeed(),
                checks.lint(migrations),
                linted(steps(new Verification(ups, options, engine), first), migrations, first, checks));
    }

    /** What each up did that was reached; a failing one is the last. */
    private static List<Step> steps(Verification ups, int first) {
        try (Trail trail = Trail.of(ups)) {
            Ascent ascent =
                    Ascent.of(new Section(first, ups.source().migrations().size()), ups, trail);
            return Ascent.settle(List.of(ascent), ascent.steps());
        }
    }

    private static List<LintedMigration> linted(List<Step> steps, MigrationSet migrations, int first, Checks checks) {
        List<Migration> all = migrations.migrations();
        List<LintedMigration> linted = new ArrayList<>();
        int next = first;
        for (Step step : steps) {
            // One that only is applied is among them where it fails.
            int at = place(step.migration(), all);
            linted.add(reached(
                    step.of(all.get(at)),
                    MigrationText.of(migrations, all.get(at)).with(step.up()),
                    checks));
            next = Math.max(first, at + 1);
        }
        all.subList(next, all.size()).stream()
                .map(migration -> notReached(MigrationText.of(migrations, migration), checks))
                .forEach(linted::add);
        return linted;
    }

    private static int place(Migration up, List<Migration> all) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).version().equals(up.version()))
                .findFirst()
                .orElseThrow();
    }

    private static LintedMigration reached(Step step, MigrationText text, Checks checks) {
        Examination examined = checks.lint(step, text);
        return new LintedMigration(
                step.migration(),
                examined.findings(),
                examined.declarations(),
                Optional.of(step.up().duration()),
                Optional.of(Evidence.of(step)));
    }

    private static LintedMigration notReached(MigrationText text, Checks checks) {
        Examination examined = checks.lint(text);
        return new LintedMigration(
                text.migration(), examined.findings(), examined.declarations(), Optional.empty(), Optional.empty());
    }
}
