package dev.rollproof.verifier.snapshot;

/**
 * The schema of a database cannot be read: SQLite says that it is malformed, or an object's stored SQL is no statement that
 * makes such an object. Only a script that writes to {@code sqlite_schema} itself can bring that about.
 */
public final class UnreadableSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSchemaException(String message, Throwable cause) {
        super(message, cause);
    }

    UnreadableSchemaException(String message) {
        super(message);
    }
}
