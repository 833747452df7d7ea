package dev.rollproof.verifier.report;

import java.util.Locale;
import java.util.stream.Collectors;

/** Text from scripts and file names, made fit for a terminal: a name may hold line ends and escape sequences. */
final class Printable {
    private Printable() {}

    /** The text with each control character, and those that turn the direction of writing, as a backslash, u, and four hexadecimal digits. */
    static String of(String text) {
        return text.chars().mapToObj(Printable::of).collect(Collectors.joining());
    }

    private static String of(int c) {
        return isUnfit(c) ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString((char) c);
    }

    /** Controls, and the marks with which a name can make the text behind it look like another. */
    private static boolean isUnfit(int c) {
        return Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
