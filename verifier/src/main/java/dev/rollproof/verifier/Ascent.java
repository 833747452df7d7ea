package dev.rollproof.verifier;

import dev.rollproof.verifier.check.FailureOnRows;
import dev.rollproof.verifier.check.RowsOutcome;
import dev.rollproof.verifier.check.SeedRows;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.synthetic.UnfilledTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way up through one section: at each migration up, rollback and up again beside it, with rows; then on by its up alone.
 *
 * @param steps one for each migration to prove that was reached; a failing one is the last
 * @param climbing whether none failed
 */
record Ascent(List<Step> steps, boolean climbing, DanglingWatch watch, SnapshotWitness witness) {
    /** Climb the migrations of {@code section} in order from where {@code trail} stands, to the last or to the first that fails. */
    static Ascent of(Section section, Verification verification, Trail trail) {
        MigrationSet source = verification.source();
        List<Migration> migrations = source.migrations();
        DanglingWatch watch = new DanglingWatch(trail);
        SnapshotWitness witness = new SnapshotWitness(source);
        List<Step> steps = new ArrayList<>();
        boolean climbing = true;
        try (RowsLane rows = verification.rowsLane()) {
            while (climbing && trail.height() < section.end()) {
                int reached = trail.height();
                Migration migration = migrations.get(reached);
                verification.options().progress().enters(migration);
                if (migration.rollback().isEmpty()
                        && (reached == 0
                                || migrations.get(reached - 1).rollback().isPresent())) {
                    // On the way down migrations without a rollback are passed by what stood before them.
                    trail.keepImage();
                }
                Optional<Proof> proof =
                        reached < section.first() ? Optional.empty() : Optional.of(rows.prove(migration, trail));
                List<SeedRows> besideMade = proof.map(p -> seedRows(p, trail)).orElse(List.of());
                SchemaSnapshot before = trail.schema();
                ScriptRun up = trail.run(migration.up());
                climbing = up.succeeded();
                List<Seed> sown = verification.seedsAfter(reached);
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
                    steps.add(failed(source, migration, before, up, trail));
                } else {
                    proof.ifPresent(p -> steps.add(step(source, migration, before, trail.schema(), p, besideMade)));
                }
                verification.options().progress().leaves(migration);
            }
        }
        if (climbing) {
            trail.confirmSchema();
        }
        return new Ascent(steps, climbing, watch, witness);
    }

    /**
     * Says in the steps what only the whole way shows: what began before, and what ends later.
     *
     * @param ascents all the way up, in order; they are used up
     */
    static List<Step> settle(List<Ascent> ascents, List<Step> steps) {
        Ascent whole = ascents.get(0);
        for (Ascent next : ascents.subList(1, ascents.size())) {
            whole.watch().goOnWith(next.watch());
            whole.witness().goOnWith(next.witness());
        }
        return whole.witness().settle(whole.watch().settle(tellingOnce(steps)));
    }

    /** A table that cannot be filled is told of once and not for each migration that touches it. */
    private static List<Step> tellingOnce(List<Step> steps) {
        Set<UnfilledTable> told = new HashSet<>();
        return steps.stream()
                .map(step -> step.withRows(step.rows()
                        .within(
                                step.rows().made(),
                                step.rows().firstUnfilled().stream()
                                        .filter(told::add)
                                        .toList())))
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

    private static Step failed(
            MigrationSet source, Migration migration, SchemaSnapshot before, ScriptRun up, Trail trail) {
        return step(
                source,
                migration,
                before,
                before,
                new Proof(up, Optional.empty(), Optional.empty(), RowsOutcome.NOTHING, Optional.empty()),
                trail.seedRowsToBlame(up));
    }

    private static Step step(
            MigrationSet source,
            Migration migration,
            SchemaSnapshot before,
            SchemaSnapshot after,
            Proof proof,
            List<SeedRows> seedRows) {
        return new Step(
                source,
                migration,
                before,
                after,
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
