package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.RowsOutcome;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.synthetic.Filling;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What up, rollback and up again did.
 *
 * @param rollback compared with the schema before the up; empty when the up failed or there is no rollback
 * @param reapply compared with the schema after the first up; empty unless the rollback brought the schema back
 * @param rows what became of the rows
 * @param traces what must be undone of a proof in which nothing was found, so that only the first up remains
 */
record Proof(
        ScriptRun up,
        Optional<Outcome> rollback,
        Optional<Outcome> reapply,
        RowsOutcome rows,
        Optional<Traces> traces) {
    /**
     * Where made rows may be left.
     *
     * @param tables folded names of all tables that a script or a made row reached
     */
    record Traces(Set<String> tables, List<Filling> made) {}

    /** The same with something else to say of the rows. */
    Proof with(RowsOutcome outcome) {
        return new Proof(up, rollback, reapply, outcome, traces);
    }
}
