package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.Disagreement;
import dev.rollproof.verifier.migration.Declarations;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.DanglingReference;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts of one migration, as SQLite made them.
 *
 * @param source the directory that the migration stands in
 * @param before the schema before the up
 * @param after the schema after the up; where it failed, the one before it
 * @param up the first run of the up script
 * @param dangling what points to nothing after the up and did not before it
 * @param rollback the rollback run right after the up, compared with the schema before the up; empty when the up failed
 *     or there is no rollback
 * @param reapply the up run again after that, compared with the schema after the first up; empty unless the rollback
 *     brought the schema back
 * @param descent the rollback run on the way down from the latest version, compared with the schema before the up; empty
 *     unless the rollback held alone
 * @param rows what the same scripts did to rows
 * @param disagreements what the tool's own snapshot begins to say otherwise than the schema after the up
 * @param seedRows the rows of the user's that the up fails on: where it fails without made rows, those without which it passes,
 *     else those beside the made ones
 */
public record Step(
        MigrationSet source,
        Migration migration,
        SchemaSnapshot before,
        SchemaSnapshot after,
        ScriptRun up,
        List<DanglingReference> dangling,
        Optional<Outcome> rollback,
        Optional<Outcome> reapply,
        Optional<Outcome> descent,
        RowsOutcome rows,
        List<Disagreement> disagreements,
        List<SeedRows> seedRows) {

    /** This step as one of another migration with the same up. */
    public Step of(Migration other) {
        return new Step(
                source, other, before, after, up, dangling, rollback, reapply, descent, rows, disagreements, seedRows);
    }

    /** This step with what its up leaves pointing to nothing. */
    public Step withDangling(List<DanglingReference> references) {
        return new Step(
                source,
                migration,
                before,
                after,
                up,
                references,
                rollback,
                reapply,
                descent,
                rows,
                disagreements,
                seedRows);
    }

    /** This step with what its tool's snapshot says otherwise. */
    public Step withDisagreements(List<Disagreement> others) {
        return new Step(
                source, migration, before, after, up, dangling, rollback, reapply, descent, rows, others, seedRows);
    }

    /** This step with something else to say of the rows. */
    public Step withRows(RowsOutcome other) {
        return new Step(
                source,
                migration,
                before,
                after,
                up,
                dangling,
                rollback,
                reapply,
                descent,
                other,
                disagreements,
                seedRows);
    }

    /** This step with what the way down showed. */
    public Step withDescent(Outcome outcome) {
        return new Step(
                source,
                migration,
                before,
                after,
                up,
                dangling,
                rollback,
                reapply,
                Optional.of(outcome),
                rows,
                disagreements,
                seedRows);
    }

    /** Whether up, rollback and up again did what they should when run alone, and the rollback is meant to. */
    public boolean holdsAlone() {
        return !Declarations.of(migration).irreversible()
                && up.succeeded()
                && rollback.filter(Outcome::asExpected).isPresent()
                && reapply.filter(Outcome::asExpected).isPresent();
    }

    /** Every run of the up script, then every run of the rollback. */
    List<ScriptRun> runs() {
        Stream<Optional<ScriptRun>> runs = Stream.of(
                Optional.of(up), reapply.map(Outcome::run), rollback.map(Outcome::run), descent.map(Outcome::run));
        return runs.flatMap(Optional::stream).toList();
    }
}
