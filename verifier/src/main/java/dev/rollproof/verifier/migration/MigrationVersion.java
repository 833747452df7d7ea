package dev.rollproof.verifier.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The version of a migration: {@code 3}, {@code 20240101120000}, {@code 1.2}.
 *
 * <p>It is one part or several, with dots between, each a number of any size. Versions are ordered by their parts, as
 * numbers, and a part that is not there counts as 0. So {@code 0003} is {@code 3} and {@code 1.0} is {@code 1}, as in
 * Flyway.
 *
 * <p>Some tools ask for no number, or run two migrations of one number: there the version is the migration's whole name,
 * {@code 0003_add_orders}, and comes after all numbers. In which order the migrations are applied is the layout's to say.
 *
 * @param text the one way of writing this version: without leading zeros, without parts of 0 at the end; or the name
 */
public record MigrationVersion(String text) implements Comparable<MigrationVersion> {

    /**
     * Reads a version in any of its ways of writing.
     *
     * @throws IllegalArgumentException when the text is empty
     */
    public MigrationVersion {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a version needs a number or a name");
        }
        if (isVersion(text)) {
            text = canonical(text);
        }
    }

    private static String canonical(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : parts(text)) {
            parts.add(withoutLeadingZeros(part));
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).equals("0")) {
            parts.remove(parts.size() - 1);
        }
        return String.join(".", parts);
    }

    /** Reads a version; the same as the constructor. */
    public static MigrationVersion of(String text) {
        return new MigrationVersion(text);
    }

    /** Reads the digits that a name begins with; empty when it begins with none. */
    public static Optional<MigrationVersion> leading(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? Optional.empty() : Optional.of(new MigrationVersion(name.substring(0, end)));
    }

    /** Says whether the text is a number, and so a version wherever it stands: ASCII digits, perhaps with single dots between them. */
    public static boolean isVersion(String text) {
        boolean afterDigit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && !(c == '.' && afterDigit)) {
                return false;
            }
            afterDigit = digit;
        }
        return afterDigit;
    }

    /** Compares the parts from the left as numbers of any size; numbers come before names. */
    @Override
    public int compareTo(MigrationVersion other) {
        boolean number = isVersion(text);
        if (!number || !isVersion(other.text)) {
            return number == isVersion(other.text) ? text.compareTo(other.text) : number ? -1 : 1;
        }
        // Nearly all; a folder of thousands compares them ten times each.
        if (text.indexOf('.') < 0 && other.text.indexOf('.') < 0) {
            return compareNumbers(text, other.text);
        }
        List<String> mine = parts(text);
        List<String> theirs = parts(other.text);
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            int order = compareNumbers(partOrZero(mine, i), partOrZero(theirs, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<String> parts(String text) {
        return List.of(text.split("\\.", -1));
    }

    private static String partOrZero(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "0";
    }

    /** Neither number has leading zeros, so the longer one is the greater one. */
    private static int compareNumbers(String a, String b) {
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static String withoutLeadingZeros(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }
}
