package dev.rollproof.verifier.layout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as the tools written in Go read it: line by line with {@code bufio.Scanner}, and a statement ends at a line whose last
 * word does. goose and sql-migrate share these rules, down to the code.
 */
final class GoLines {
    private GoLines() {}

    /** The lines, without their LF or CRLF; none after the last line end. */
    static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(withoutReturn(text.substring(start, end)));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(withoutReturn(text.substring(start)));
        }
        return lines;
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /**
     * Whether the last word before one that begins with {@code --} ends in a semicolon. What quotes and comments are it does not
     * know.
     *
     * @param mostBytes a word of so many bytes or more ends the search: the scanner's buffer holds no longer one
     */
    static boolean endsStatement(String line, int mostBytes) {
        String last = "";
        for (String word : words(line)) {
            if (word.startsWith("--") || isAsLong(word, mostBytes)) {
                break;
            }
            last = word;
        }
        return last.endsWith(";");
    }

    /** The words of a line, with Go's white space between them. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean inside = i < line.length() && !isSpace(line.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(line.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    /** Whether the text has so many bytes in UTF-8, or more. */
    static boolean isAsLong(String text, int bytes) {
        // A UTF-16 code unit has at most three bytes.
        return text.length() >= bytes
                || (text.length() >= bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length >= bytes);
    }

    /** The text without the white space around it. */
    static String trim(String text) {
        String end = trimEnd(text);
        int start = 0;
        while (start < end.length() && isSpace(end.charAt(start))) {
            start++;
        }
        return end.substring(start);
    }

    /** The text without the white space behind it. */
    static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Go's {@code unicode.IsSpace}: the White_Space property of Unicode, with the no-break spaces that Java leaves out. */
    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
    }
}
