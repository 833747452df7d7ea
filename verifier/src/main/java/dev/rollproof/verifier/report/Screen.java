package dev.rollproof.verifier.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a text report is read on.
 *
 * @param colour whether it shows colours
 * @param symbols whether it shows more than ASCII, as far as Rollproof's own words go; names and SQL are written as they are
 * @param width how many columns it has; empty where lines may be as long as they are, as in a file
 */
public record Screen(boolean colour, boolean symbols, OptionalInt width) {
    /** A file, or another program. */
    public static final Screen FILE = new Screen(false, true, OptionalInt.empty());

    /** In fewer columns everything would stand one word a line. */
    private static final int LEAST_WIDTH = 40;

    Style style() {
        return colour ? Style.COLOURED : Style.PLAIN;
    }

    /** How many columns are left of {@code indent}; those of a wide screen where lines may be as long as they are. */
    int room(int indent, int otherwise) {
        return Math.max(width.orElse(otherwise), LEAST_WIDTH) - indent;
    }

    String ellipsis() {
        return symbols ? "…" : "...";
    }

    /**
     * The lines of a text, broken between words where the screen ends; a path longer than a line stays whole.
     *
     * @param first what the first line begins with; the others are indented as far
     */
    List<String> wrapped(String first, String text) {
        if (width.isEmpty()) {
            return List.of(first + text);
        }
        int room = room(0, 0);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            if (!empty && columns(line) + 1 + columns(word) > room) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(first.length()));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    /** How many columns a text takes, Chinese and emoji two each. */
    static int columns(CharSequence text) {
        return text.codePoints().map(CharacterWidth::of).sum();
    }

    /** A text in a column of its own: cut with an ellipsis, or padded with blanks. */
    String cell(String text, int columns) {
        int taken = columns(text);
        if (taken <= columns) {
            return text + " ".repeat(columns - taken);
        }
        int kept = Math.max(0, columns - ellipsis().length());
        StringBuilder cut = new StringBuilder();
        for (int character : text.codePoints().toArray()) {
            kept -= CharacterWidth.of(character);
            if (kept < 0) {
                break;
            }
            cut.appendCodePoint(character);
        }
        return cut
                + ellipsis()
                + " ".repeat(Math.max(0, columns - columns(cut) - ellipsis().length()));
    }
}
