package dev.rollproof.verifier.migration;

/**
 * What the migration tool itself wrote down of the schema after a migration, as Drizzle does.
 *
 * @param file relative to the migrations directory, with {@code /}
 * @param json its whole text
 */
public record ToolSnapshot(String file, String json) {}
