package dev.rollproof.verifier.database;

/**
 * What is known of the connection's transaction from the statements that ran.
 *
 * <p>Outside a transaction only BEGIN and SAVEPOINT open one; inside, only COMMIT, END, ROLLBACK, RELEASE and errors
 * end it: sqlite.org/lang_transaction.html.
 */
enum TransactionState {
    NONE,
    OPEN,
    /** It may have ended: SQLite must be asked. */
    UNKNOWN;

    TransactionState afterSuccess(StatementEffect.Kind kind) {
        return switch (kind) {
            case BEGIN -> OPEN;
            case COMMIT -> NONE;
            // Perhaps only to a savepoint, or of an inner one.
            case ROLLBACK -> UNKNOWN;
            case ORDINARY, VACUUM, PRAGMA, PAGE_SIZE, PASSED_OVER -> this;
        };
    }

    TransactionState afterError() {
        return this == NONE ? NONE : UNKNOWN;
    }
}
