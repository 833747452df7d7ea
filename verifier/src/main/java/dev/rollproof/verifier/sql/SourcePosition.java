package dev.rollproof.verifier.sql;

import java.util.Objects;

/**
 * A place in a text.
 *
 * @param line the line, from 1; lines end with LF or CRLF
 * @param column the column in its line, from 1, in UTF-16 code units; a byte order mark before the first character has no
 *     width
 */
public record SourcePosition(int line, int column) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * The position of the character at {@code offset} of {@code text}.
     *
     * @param offset from 0 to the text's length, which is the position where the text ends
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public static SourcePosition of(String text, int offset) {
        Objects.checkIndex(offset, text.length() + 1);
        return new SourcePosition(1, 1).moved(text, 0, offset);
    }

    /** Where {@code to} stands, if this is the position of {@code from} in the same text. */
    SourcePosition moved(String text, int from, int to) {
        int lines = line;
        int lineStart = from - column + 1;
        if (from == 0 && to > 0 && text.charAt(0) == BYTE_ORDER_MARK) {
            lineStart = 1;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                lines++;
                lineStart = i + 1;
            }
        }
        return new SourcePosition(lines, to - lineStart + 1);
    }
}
