package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.run.ScriptRun;

/**
 * What a script did.
 *
 * @param difference between the schema that should stand after it and the one that does; without changes when the run
 *     failed
 */
public record Outcome(ScriptRun run, SchemaDiff difference) {
    /** Whether the script ran and left the schema that should stand, settings included. */
    public boolean asExpected() {
        return run.succeeded() && difference.changes().isEmpty();
    }
}
