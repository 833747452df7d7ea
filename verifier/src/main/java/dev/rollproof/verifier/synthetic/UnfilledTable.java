package dev.rollproof.verifier.synthetic;

/**
 * A table for which no rows, or not all kinds of rows, could be made.
 *
 * @param table its name as it is declared
 * @param reason why, for the user: what SQLite said of the last row that was tried, or what is not there
 * @param plainValues whether it holds rows after all, but only of plain values
 */
public record UnfilledTable(String table, String reason, boolean plainValues) {
    /** A table without made rows. */
    public UnfilledTable(String table, String reason) {
        this(table, reason, false);
    }

    /** On one line, in the user's words. */
    public String describe() {
        return (plainValues ? "the rows made for %s hold only plain values: %s" : "no rows could be made for %s: %s")
                .formatted(table, reason);
    }
}
