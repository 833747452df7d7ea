package dev.rollproof.verifier.report;

import java.util.Locale;

/** An XML 1.0 document as it grows. What XML cannot hold, even as a reference, is written as a backslash, u, and four digits. */
final class Xml {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;
    private boolean open;

    /** Begin an element. */
    Xml start(String name) {
        closeTag();
        indent();
        text.append('<').append(name);
        open = true;
        depth++;
        return this;
    }

    /** An attribute of the element that was just begun. */
    Xml attribute(String name, Object value) {
        text.append(' ').append(name).append("=\"");
        escape(value.toString());
        text.append('"');
        return this;
    }

    /** End an element that holds elements or nothing. */
    Xml end(String name) {
        depth--;
        if (open) {
            text.append("/>\n");
            open = false;
        } else {
            indent();
            text.append("</").append(name).append(">\n");
        }
        return this;
    }

    /** End an element that holds text alone. */
    Xml end(String name, String content) {
        depth--;
        text.append('>');
        open = false;
        escape(content);
        text.append("</").append(name).append(">\n");
        return this;
    }

    private void closeTag() {
        if (open) {
            text.append(">\n");
            open = false;
        }
    }

    private void indent() {
        text.append("  ".repeat(depth));
    }

    private void escape(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                // Never a "]]>".
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\n' -> text.append(open ? "&#10;" : "\n");
                default -> {
                    if (isAllowed(c)) {
                        text.appendCodePoint(c);
                    } else {
                        text.append(String.format(Locale.ROOT, "\\u%04x", c));
                    }
                }
            }
        });
    }

    /** Of the control characters line ends alone: readers do with tabs and carriage returns as they please. */
    private static boolean isAllowed(int c) {
        return c >= 0x20
                && !Character.isISOControl(c)
                && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                && (c & 0xFFFE) != 0xFFFE;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
