package dev.rollproof.verifier.layout;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * The order of JavaScript's {@code localeCompare}, in which Prisma and Drizzle 1.x sort their folders.
 *
 * <p>Node compares by the root collation of Unicode: first as if there were neither accents nor capitals, with punctuation
 * before digits before letters; then by accents; then small letters before capitals. This is that order for ASCII, for
 * letters with accents, and by code point among all others, which is enough for names of files. Seen on Node 22.
 */
final class LocaleCompare implements Comparator<String> {
    private static final String MARKS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
    private static final String DIGITS_AND_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    /** Above every code point, so that other signs have room between marks and digits. */
    private static final int ABOVE_SIGNS = 1 << 21;

    private static final int ABOVE_LETTERS = 1 << 22;

    @Override
    public int compare(String a, String b) {
        return isPlain(a) && isPlain(b) ? byWeight(weights(a), weights(b)) : byLevels(a, b);
    }

    /** Where there are neither accents nor capitals, the first level decides: so for nearly every name of a thousand. */
    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c >= ' ' && c < 0x7F && !Character.isUpperCase(c));
    }

    private static int[] weights(String name) {
        return name.chars().map(LocaleCompare::weight).toArray();
    }

    private static int byLevels(String a, String b) {
        return Comparator.comparing(LocaleCompare::letters, LocaleCompare::byWeight)
                .thenComparing(LocaleCompare::withoutCapitals)
                .thenComparing(LocaleCompare::capitalsLast)
                .thenComparing(Comparator.naturalOrder())
                .compare(a, b);
    }

    private static int byWeight(int[] a, int[] b) {
        return Arrays.compare(a, b);
    }

    private static int[] letters(String name) {
        return withoutCapitals(name)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(LocaleCompare::weight)
                .toArray();
    }

    private static int weight(int c) {
        int mark = MARKS.indexOf(c);
        if (mark >= 0) {
            return mark;
        }
        int letter = DIGITS_AND_LETTERS.indexOf(c);
        if (letter >= 0) {
            return ABOVE_SIGNS + letter;
        }
        return MARKS.length() + c + (Character.isLetterOrDigit(c) ? ABOVE_LETTERS : 0);
    }

    private static String withoutCapitals(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    }

    /** The letter case of each letter alone: other letters have decided before. */
    private static String capitalsLast(String name) {
        StringBuilder cases = new StringBuilder();
        name.codePoints().forEach(c -> cases.append(Character.isUpperCase(c) ? '1' : '0'));
        return cases.toString();
    }
}
