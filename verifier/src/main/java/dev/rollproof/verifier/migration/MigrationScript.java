package dev.rollproof.verifier.migration;

/**
 * One SQL script of a migration: its up or its rollback.
 *
 * @param file its path relative to the migrations directory, with {@code /}
 * @param text its whole text; a byte order mark stays in it as its first character
 */
public record MigrationScript(String file, String text) {}
