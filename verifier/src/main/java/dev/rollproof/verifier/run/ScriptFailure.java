package dev.rollproof.verifier.run;

import dev.rollproof.verifier.sql.SourcePosition;
import java.util.Optional;

/**
 * Why a script stopped.
 *
 * @param cause what kind of failure it is
 * @param position of the statement that failed; of the last one when the COMMIT after it failed
 * @param message SQLite's own message, or ours where SQLite was not asked
 * @param resultCode SQLite's extended result code, {@code SQLITE_CONSTRAINT_UNIQUE} for example; empty when it was not asked
 */
public record ScriptFailure(Cause cause, SourcePosition position, String message, Optional<String> resultCode) {
    /** The kinds of failure that a reader has to tell apart. */
    public enum Cause {
        /** The text is no sequence of statements: a string or comment in it never ends. */
        UNREADABLE,
        /** The migration tool would not run it; SQLite was not asked. */
        REFUSED_BY_TOOL,
        /** SQLite reports an error. */
        FAILED,
        /** The statement reaches outside the database and was not run. */
        REFUSED,
        /** The engine that the migrations are for refuses the statement; it was not run. */
        REFUSED_BY_TARGET,
        /** The statement did not end within the limit. */
        TIMED_OUT,
        /** It ran, and what it left was looked at and not accepted. */
        REJECTED
    }
}
