package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;

/**
 * What a script did.
 *
 * @param schema that stands after it; where the run failed, the one that stood before it
 * @param difference between the schema that should stand after it and the one that does; without changes when the run
 *     failed
 */
public record Outcome(ScriptRun run, SchemaSnapshot schema, SchemaDiff difference) {
    /** Whether the script ran and left the schema that should stand, settings included. */
    public boolean asExpected() {
        return run.succeeded() && difference.changes().isEmpty();
    }
}
