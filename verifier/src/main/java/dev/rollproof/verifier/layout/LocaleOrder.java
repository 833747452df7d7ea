package dev.rollproof.verifier.layout;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;

/**
 * How JavaScript's {@code localeCompare} orders names, in a Node of whatever language: by Unicode's root collation. Seen on
 * Node 22 for all of ASCII. Names with other letters are ordered by Java's own rules, which differ from it only in
 * punctuation: Java passes over spaces and hyphens where letters differ.
 */
final class LocaleOrder implements Comparator<String> {
    /** The printable characters of ASCII as the root collation has them; the case of letters counts only where all else is the same. */
    private static final String ASCII = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

    private final Collator others = Collator.getInstance(Locale.ROOT);

    @Override
    public int compare(String one, String other) {
        if (!isAscii(one) || !isAscii(other)) {
            return others.compare(one, other);
        }
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            int order = weight(one.charAt(i)) - weight(other.charAt(i));
            if (order != 0) {
                return order;
            }
        }
        // Lower case comes first, which code units have the other way round.
        return one.length() != other.length() ? one.length() - other.length() : other.compareTo(one);
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static int weight(char c) {
        return ASCII.indexOf(Character.toLowerCase(c));
    }
}
