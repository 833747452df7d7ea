package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way up: at each migration up, rollback, up again; then on from the state after the first up.
 *
 * @param steps one for each migration to prove that was reached; a failing one is the last
 * @param unreached the migrations after a failing one
 */
record Ascent(List<Step> steps, List<Migration> unreached) {
    /**
     * Climb the migrations in order, to the last or to the first that fails.
     *
     * @param first the index of the first migration to prove; those before it are only applied
     */
    static Ascent of(MigrationSet source, int first, Trail trail) {
        List<Migration> migrations = source.migrations();
        DanglingWatch watch = new DanglingWatch(trail);
        List<Step> steps = new ArrayList<>();
        int reached = 0;
        boolean climbing = true;
        while (climbing && reached < migrations.size()) {
            Migration migration = migrations.get(reached);
            if (migration.rollback().isEmpty()
                    && (reached == 0 || migrations.get(reached - 1).rollback().isPresent())) {
                // On the way down migrations without a rollback are passed by what stood before them.
                trail.keepImage();
            }
            SchemaSnapshot before = trail.schema();
            ScriptRun up = trail.run(migration.up());
            climbing = up.succeeded();
            if (climbing) {
                trail.climbed(migration.up());
                watch.look(migration, before);
            }
            if (!climbing || reached >= first) {
                steps.add(climbing ? prove(source, migration, up, before, trail) : failed(source, migration, up));
            }
            reached++;
        }
        if (climbing) {
            trail.confirmSchema();
        }
        return new Ascent(watch.settle(steps), migrations.subList(reached, migrations.size()));
    }

    private static Step failed(MigrationSet source, Migration migration, ScriptRun up) {
        return new Step(source, migration, up, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Step prove(
            MigrationSet source, Migration migration, ScriptRun up, SchemaSnapshot before, Trail trail) {
        SchemaSnapshot after = trail.schema();
        if (migration.rollback().isPresent() && trail.holdsRows()) {
            trail.keepImage();
        }
        Optional<Outcome> rollback = migration.rollback().map(script -> outcome(trail, script, before));
        Optional<Outcome> reapply =
                rollback.filter(Outcome::asExpected).map(r -> outcome(trail, migration.up(), after));
        boolean asAfterFirstUp =
                rollback.isEmpty() || (reapply.filter(Outcome::asExpected).isPresent() && !trail.holdsRows());
        if (!asAfterFirstUp) {
            trail.returnTo(trail.height());
        }
        return new Step(source, migration, up, List.of(), rollback, reapply, Optional.empty());
    }

    static Outcome outcome(Trail trail, MigrationScript script, SchemaSnapshot expected) {
        ScriptRun run = trail.run(script);
        return new Outcome(run, run.succeeded() ? SchemaDiff.between(expected, trail.schema()) : SchemaDiff.NONE);
    }
}
