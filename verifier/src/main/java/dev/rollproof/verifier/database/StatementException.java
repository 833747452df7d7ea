package dev.rollproof.verifier.database;

import java.util.Optional;

/** One statement did not run, or not to its end. The message is for the user: SQLite's own words, or the reason of the refusal. */
public final class StatementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a statement did not run to its end. */
    public enum Reason {
        /** SQLite reports an error. */
        FAILED,
        /** It reaches outside the database, or would lift a limit. */
        REFUSED,
        /** It did not end within the limit. */
        TIMED_OUT
    }

    private final Reason reason;
    private final String resultCode;

    StatementException(Reason reason, String message, String resultCode) {
        super(message);
        this.reason = reason;
        this.resultCode = resultCode;
    }

    /** Refused by us, before SQLite saw the statement. */
    StatementException(String refusal) {
        this(Reason.REFUSED, refusal, "");
    }

    /** Why it did not run to its end. */
    public Reason reason() {
        return reason;
    }

    /** SQLite's extended result code, {@code SQLITE_CONSTRAINT_UNIQUE} for example; empty when SQLite was not asked. */
    public Optional<String> resultCode() {
        return resultCode.isEmpty() ? Optional.empty() : Optional.of(resultCode);
    }
}
