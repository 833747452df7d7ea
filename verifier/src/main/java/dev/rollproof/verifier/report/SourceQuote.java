package dev.rollproof.verifier.report;

import dev.rollproof.verifier.sql.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * The line of a script that a finding points at.
 *
 * @param line its number, from 1
 * @param text the line without its end
 * @param start where the mark below it begins, from 0
 * @param end behind the last character that is marked
 */
record SourceQuote(int line, String text, int start, int end) {
    /** The columns of a line where the screen says nothing of its width. */
    private static final int WIDE = 120;

    /** The line at {@code position}; empty where there is none. */
    static Optional<SourceQuote> of(QuotedScript script, SourcePosition position) {
        String line = script.line(position.line());
        int start = position.column() - 1;
        if (start >= line.length()) {
            return Optional.empty();
        }
        int length = script.statementAt(position).orElseGet(() -> word(line, start));
        return Optional.of(new SourceQuote(position.line(), line, start, Math.min(line.length(), start + length)));
    }

    private static int word(String line, int start) {
        if (line.startsWith("--", start)) {
            return line.length() - start;
        }
        int end = start + 1;
        while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
            end++;
        }
        return end - start;
    }

    /** The line behind its number, and the mark below it. */
    List<String> lines(Screen screen, String indent) {
        String number = String.valueOf(line);
        int room = screen.room(indent.length() + number.length() + 3, WIDE);
        // What stands before the mark is shown as far as there is room for the statement itself.
        int from = end - indentation() <= room ? indentation() : Math.max(indentation(), start - room / 4);
        from -= from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
        String before = (from > indentation() ? screen.ellipsis() : "") + shown(text.substring(from, start));
        String shown = before + shown(text.substring(start));
        int marked = Screen.columns(shown(text.substring(start, end)));
        int offset = Screen.columns(before);
        String gutter = screen.style().faint(" | ");
        return List.of(
                indent
                        + screen.style().faint(number)
                        + gutter
                        + screen.cell(shown, Math.min(room, Screen.columns(shown)))
                                .stripTrailing(),
                indent
                        + " ".repeat(number.length())
                        + gutter
                        + " ".repeat(offset)
                        + screen.style().strong("^".repeat(Math.max(1, Math.min(marked, room - offset)))));
    }

    private int indentation() {
        int indentation = 0;
        while (indentation < start && Character.isWhitespace(text.charAt(indentation))) {
            indentation++;
        }
        return indentation;
    }

    private static String shown(String part) {
        return Printable.of(part.replace('\t', ' '));
    }
}
