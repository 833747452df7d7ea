package dev.rollproof.verifier;

import dev.rollproof.verifier.check.FailureOnRows;
import dev.rollproof.verifier.check.RowsOutcome;
import dev.rollproof.verifier.check.SeedRows;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.seed.SeedAt;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way up: at each migration up, rollback and up again beside it, with rows; then on by its up alone.
 *
 * @param steps one for each migration to prove that was reached; a failing one is the last
 * @param unreached the migrations after a failing one
 */
record Ascent(List<Step> steps, List<Migration> unreached) {
    /**
     * Climb the migrations in order, to the last or to the first that fails.
     *
     * @param first the index of the first migration to prove; those before it are only applied
     * @param seeds rows of the user's, and after which version they go in
     */
    static Ascent of(MigrationSet source, int first, List<SeedAt> seeds, Trail trail, RowsLane rows) {
        List<Migration> migrations = source.migrations();
        DanglingWatch watch = new DanglingWatch(trail);
        SnapshotWitness witness = new SnapshotWitness(source);
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
            Optional<Proof> proof = reached < first ? Optional.empty() : Optional.of(rows.prove(migration, trail));
            List<SeedRows> besideMade = proof.map(p -> seedRows(p, trail)).orElse(List.of());
            SchemaSnapshot before = trail.schema();
            ScriptRun up = trail.run(migration.up());
            climbing = up.succeeded();
            List<Seed> sown = after(migration, seeds, reached == migrations.size() - 1);
            if (climbing) {
                trail.climbed(migration.up(), sown);
                watch.look(migration, before);
                witness.look(migration, trail.schema());
            }
            if (climbing && proof.filter(p -> !p.up().succeeded()).isPresent()) {
                throw Trail.ranOnlyOnce(proof.get().up());
            }
            rows.follow(trail, proof.flatMap(Proof::traces).filter(traces -> sown.isEmpty()));
            if (!climbing) {
                steps.add(failed(source, migration, up, trail));
            } else {
                proof.ifPresent(p -> steps.add(step(source, migration, p, besideMade)));
            }
            reached++;
        }
        if (climbing) {
            trail.confirmSchema();
        }
        return new Ascent(witness.settle(watch.settle(steps)), migrations.subList(reached, migrations.size()));
    }

    /** The seeds that go in after a migration; those without a version after the last. */
    private static List<Seed> after(Migration migration, List<SeedAt> seeds, boolean last) {
        return seeds.stream()
                .filter(seed -> seed.version().map(migration.version()::equals).orElse(last))
                .map(SeedAt::seed)
                .toList();
    }

    /** The rows of seeds in the tables of the statement that fails only with made rows in them; the up has not run yet. */
    private static List<SeedRows> seedRows(Proof proof, Trail trail) {
        return proof.rows().failure().filter(failure -> failure.stage() == FailureOnRows.Stage.UP).stream()
                .map(failure -> failure.run().statements().stream()
                        .filter(s -> s.position()
                                .equals(failure.run().failure().get().position()))
                        .toList())
                .flatMap(failed -> trail.seedRows(failed).stream())
                .toList();
    }

    private static Step failed(MigrationSet source, Migration migration, ScriptRun up, Trail trail) {
        return step(
                source,
                migration,
                new Proof(up, Optional.empty(), Optional.empty(), RowsOutcome.NOTHING, Optional.empty()),
                trail.seedRowsToBlame(up));
    }

    private static Step step(MigrationSet source, Migration migration, Proof proof, List<SeedRows> seedRows) {
        return new Step(
                source,
                migration,
                proof.up(),
                List.of(),
                proof.rollback(),
                proof.reapply(),
                Optional.empty(),
                proof.rows(),
                List.of(),
                seedRows);
    }
}
