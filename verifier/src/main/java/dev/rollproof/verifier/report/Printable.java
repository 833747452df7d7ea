package dev.rollproof.verifier.report;

import java.util.Locale;
import java.util.stream.Collectors;

/** Text from scripts and file names, made fit for a terminal: a name may hold line ends and escape sequences. */
final class Printable {
    private Printable() {}

    /** The text with each control character as a backslash, u, and four hexadecimal digits. */
    static String of(String text) {
        return text.chars().mapToObj(Printable::of).collect(Collectors.joining());
    }

    private static String of(int c) {
        return Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString((char) c);
    }
}
