package dev.rollproof.verifier.migration;

import dev.rollproof.verifier.sql.SourcePosition;

/**
 * What the migration tool does to a script that a reader of it would not expect.
 *
 * @param position where, in the script's file
 * @param message what happens, as a whole sentence without a full stop at its end
 * @param help what to do, as sentences
 */
public record ScriptRemark(SourcePosition position, String message, String help) {}
