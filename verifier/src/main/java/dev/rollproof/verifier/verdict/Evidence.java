package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.RowsOutcome;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.Optional;

/**
 * What one migration was judged by, for those who want to see it with their own eyes.
 *
 * @param before the schema before the up
 * @param after the schema after the up; where it failed, the one before it
 * @param afterRollback the schema after the rollback that ran right after the up; empty where none ran to its end
 * @param rows what became of the rows
 */
public record Evidence(
        SchemaSnapshot before, SchemaSnapshot after, Optional<SchemaSnapshot> afterRollback, RowsOutcome rows) {
    /** What stands in the facts of a step. */
    public static Evidence of(Step step) {
        return new Evidence(
                step.before(),
                step.after(),
                step.rollback().filter(outcome -> outcome.run().succeeded()).map(Outcome::schema),
                step.rows());
    }
}
