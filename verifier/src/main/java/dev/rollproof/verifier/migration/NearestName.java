package dev.rollproof.verifier.migration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely means. */
public final class NearestName {
    private NearestName() {}

    /**
     * Gives the known name with the smallest Levenshtein distance to the given one; letter case does not count. Among
     * equals it is the first.
     *
     * @throws java.util.NoSuchElementException when no name is known
     */
    public static String of(String given, Collection<String> known) {
        String lower = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /**
     * Gives the nearest known name when it is so near that the given one looks like a slip of it: at most a third of the
     * letters differ.
     */
    public static Optional<String> closeTo(String given, Collection<String> known) {
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(of(given, known))
                        .filter(name -> 3 * distance(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))
                                <= Math.max(given.length(), name.length()));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
