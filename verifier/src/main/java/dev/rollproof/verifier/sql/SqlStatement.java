package dev.rollproof.verifier.sql;

import java.util.List;

/**
 * One statement of a script, as SQLite prepares it: a trigger's body belongs to its statement.
 *
 * @param text from its first token to its ';' (with it), or to its last token where the file ends without one
 * @param offset of the text in the script, in UTF-16 code units
 * @param position of the text in the script
 * @param tokens significant tokens, without the closing ';', at least one; their offsets count from the start of the text
 */
public record SqlStatement(String text, int offset, SourcePosition position, List<SqlToken> tokens) {}
