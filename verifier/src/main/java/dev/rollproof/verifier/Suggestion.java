package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.rewrite.Renames;
import dev.rollproof.verifier.rewrite.SchemaRewrite;
import dev.rollproof.verifier.rewrite.UnwritableSchemaException;
import dev.rollproof.verifier.snapshot.UnreadableSchemaException;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;

/** A rollback that would do, beside one that does not. */
final class Suggestion {
    private Suggestion() {}

    /**
     * The verdict, with a suggestion where the rollback fails or leaves another schema.
     *
     * @param height how many first ups lay behind before the step
     */
    static MigrationVerdict beside(MigrationVerdict verdict, Step step, Trail trail, int height) {
        boolean wanted = verdict.verdict() == Verdict.BROKEN
                && step.rollback().filter(rollback -> !rollback.asExpected()).isPresent();
        if (!wanted) {
            return verdict;
        }
        try {
            SchemaRewrite rewrite = SchemaRewrite.of(
                    trail.schemaAt(height + 1),
                    trail.schemaAt(height),
                    Renames.undoing(step.up().statements()));
            return rewrite.statements().isEmpty()
                    ? verdict
                    : verdict.suggesting(
                            step.migration().rollbackPlace().form().apply(losses(rewrite) + rewrite.script()));
        } catch (UnwritableSchemaException | StatementException | UnreadableSchemaException e) {
            // What a hostile schema does to the writer is no reason to end a verification.
            return verdict;
        }
    }

    private static String losses(SchemaRewrite rewrite) {
        return rewrite.losses().isEmpty() ? "" : "-- Cannot bring back: " + String.join(", ", rewrite.losses()) + "\n";
    }
}
