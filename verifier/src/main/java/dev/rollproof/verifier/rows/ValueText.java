package dev.rollproof.verifier.rows;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values as a reader of a message needs them: as SQL writes them, on one line, long ones cut. */
final class ValueText {
    /** In UTF-16 code units; enough to recognise a value, short enough for several in one line. */
    private static final int LENGTH = 40;

    private static final int BLOB_BYTES = 16;

    private ValueText() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof byte[] blob) {
            int shown = Math.min(blob.length, BLOB_BYTES);
            return "x'" + HexFormat.of().formatHex(blob, 0, shown) + (shown < blob.length ? "…'" : "'");
        }
        return value instanceof String text ? quoted(text) : value.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int end = text.length() <= LENGTH ? text.length() : cut(text);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'' -> quoted.append("''");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append(end < text.length() ? "…'" : "'").toString();
    }

    /** Not between the two halves of one character. */
    private static int cut(String text) {
        return Character.isHighSurrogate(text.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
    }
}
