package dev.rollproof.verifier.migration;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * File names made of what people call things: a version, a database. Two names make two files, on file systems without
 * letter case too, and every name is one that Linux, macOS and Windows take.
 */
public final class FileName {
    /** ASCII, so as many bytes; file systems take 255, and an ending follows. */
    private static final int LONGEST = 150;

    private static final int DIGEST_DIGITS = 16;

    private FileName() {}

    /**
     * The name itself where it is made of letters, digits, {@code _}, {@code -} and dots. Else what is none of these stands as
     * {@code %} and two hexadecimal digits a byte of UTF-8, and so do capital letters, which such names need not share with
     * a file that keeps them apart. What is then too long is cut and ends in {@code ~} and a digest of the whole.
     */
    public static String of(String name) {
        if (isPlain(name) && name.length() <= LONGEST) {
            return name;
        }
        StringBuilder escaped = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean kept = isPlain(c) && !Character.isUpperCase(c) && !(c == '.' && escaped.isEmpty());
            escaped.append(kept ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return escaped.length() <= LONGEST
                ? escaped.toString()
                : escaped.substring(0, LONGEST - DIGEST_DIGITS - 1) + "~"
                        + Sha256.of(name).substring(0, DIGEST_DIGITS);
    }

    /** A dot at the beginning hides a file, and is all of the names of a folder itself and of the one above it. */
    private static boolean isPlain(String name) {
        return !name.startsWith(".") && name.chars().allMatch(c -> isPlain((char) c));
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }
}
