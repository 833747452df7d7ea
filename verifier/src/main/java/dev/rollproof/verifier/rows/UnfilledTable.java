package dev.rollproof.verifier.rows;

/**
 * A table for which no row could be made.
 *
 * @param table its name as it is declared
 * @param reason why, for the user: what SQLite said of the last row that was tried, or what is not there
 */
public record UnfilledTable(String table, String reason) {}
