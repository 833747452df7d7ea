package dev.rollproof.verifier.rewrite;

/** No SQL was found that turns one schema into the other. The message says in one line what stood against it. */
public final class UnwritableSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwritableSchemaException(String message, Throwable cause) {
        super(message, cause);
    }

    UnwritableSchemaException(String message) {
        super(message);
    }
}
