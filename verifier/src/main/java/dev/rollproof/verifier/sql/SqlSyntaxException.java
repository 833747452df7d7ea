package dev.rollproof.verifier.sql;

/**
 * A text that can't be cut into statements, because a string, a quoted name or a comment never ends or a NUL stands in it.
 *
 * <p>Everything else that SQLite does not understand is left to SQLite, which explains it better when it prepares the
 * statement.
 */
public final class SqlSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SourcePosition position;

    SqlSyntaxException(SourcePosition position, String message) {
        super(message);
        this.position = position;
    }

    /** Where the thing that never ends begins, or where the NUL stands. */
    public SourcePosition position() {
        return position;
    }
}
