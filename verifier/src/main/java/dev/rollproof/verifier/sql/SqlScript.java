package dev.rollproof.verifier.sql;

import java.util.List;

/**
 * A text of SQL, cut into statements.
 *
 * <p>White space, comments and stray ';' between the statements belong to none.
 *
 * @param text the whole script
 * @param statements in their order; empty where the text holds none
 */
public record SqlScript(String text, List<SqlStatement> statements) {
    /**
     * Splits {@code text}. What SQL does not have, such as {@code 1abc}, is a token of kind {@code ILLEGAL}: SQLite
     * explains it when it prepares the statement. A trigger without its {@code END;} is one statement to the end.
     *
     * @throws SqlSyntaxException for a string, quoted name or comment that never ends, or a NUL: only what makes the end
     *     of a statement unknowable
     */
    public static SqlScript read(String text) {
        return new SqlScript(text, new Splitter(text).split());
    }
}
