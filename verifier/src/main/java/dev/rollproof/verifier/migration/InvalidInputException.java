package dev.rollproof.verifier.migration;

/** What was given cannot be looked at: no such folder, no text, an ambiguous layout. The message is for the user. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says in one line what cannot be looked at, and the way out. */
    public InvalidInputException(String message) {
        super(message);
    }

    /** Says in one line what cannot be looked at, and the way out; the cause is for those who read stack traces. */
    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
