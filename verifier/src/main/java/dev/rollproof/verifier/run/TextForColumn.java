package dev.rollproof.verifier.run;

import dev.rollproof.verifier.sql.SourcePosition;

/**
 * A double-quoted name that SQLite took for a string, because nothing that it can mean there has a column of that name
 * (https://www.sqlite.org/quirks.html#dblquote).
 *
 * @param position of the name in its script
 * @param name without its quotes
 * @param table a table that the same statement names and that has such a column
 */
public record TextForColumn(SourcePosition position, String name, String table) {}
