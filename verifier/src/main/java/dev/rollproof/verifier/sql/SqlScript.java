package dev.rollproof.verifier.sql;

import java.util.List;
import java.util.Objects;

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

    /**
     * The line and column of {@code offset} in the text.
     *
     * @param offset in UTF-16 code units, from 0 to the text's length
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public SourcePosition positionOf(int offset) {
        Objects.checkIndex(offset, text.length() + 1);
        int low = 0;
        int high = statements.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (statements.get(middle).offset() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return SourcePosition.of(text, offset);
        }
        SqlStatement before = statements.get(low - 1);
        return before.position().moved(text, before.offset(), offset);
    }
}
