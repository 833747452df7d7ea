package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;

/**
 * What one migration made of the schema that those before it left.
 *
 * @param up the run of its up script, which came to its end
 * @param schema the whole schema after it
 */
public record MadeSchema(Migration migration, ScriptRun up, SchemaSnapshot schema) {}
