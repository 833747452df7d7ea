package dev.rollproof.verifier.migration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely means. */
public final class NearestName {
    private NearestName() {}

    /**
     * Gives the known name with the smallest edit distance to the given one, where two neighbours that changed places are one edit; letter case does not count. Among
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

    /** Two neighbours that changed places are one slip: the optimal string alignment distance. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
