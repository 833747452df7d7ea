package dev.rollproof.verifier.layout;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The order in which Wrangler applies files, from 4.98 on: {@code compareMigrationPaths} of its
 * {@code workers-utils/src/d1-migrations.ts}. Before, it was the same unless {@link #earlierBefore498} finds a file.
 */
final class WranglerOrder {
    static final Comparator<String> OF_PATHS = WranglerOrder::comparePaths;

    private WranglerOrder() {}

    private static int comparePaths(String a, String b) {
        String[] mine = a.split("/", -1);
        String[] theirs = b.split("/", -1);
        for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
            int order = compareNames(mine[i], theirs[i]);
            if (order != 0) {
                return order;
            }
        }
        return mine.length - theirs.length;
    }

    /** By number, what has none behind; then by UTF-16 code units, as both languages compare strings. */
    private static int compareNames(String a, String b) {
        OptionalDouble mine = number(a);
        OptionalDouble theirs = number(b);
        if (mine.isPresent() != theirs.isPresent()) {
            return mine.isPresent() ? -1 : 1;
        }
        int order = mine.isPresent() ? Double.compare(mine.getAsDouble(), theirs.getAsDouble()) : 0;
        return order == 0 ? a.compareTo(b) : order;
    }

    /** What JavaScript's {@code parseInt(name.split("_")[0], 10)} gives: a double, so that long numbers may be equal. */
    static OptionalDouble number(String name) {
        String head = name.split("_", 2)[0].stripLeading();
        boolean signed = head.startsWith("-") || head.startsWith("+");
        int end = signed ? 1 : 0;
        while (end < head.length() && head.charAt(end) >= '0' && head.charAt(end) <= '9') {
            end++;
        }
        String digits = head.substring(signed ? 1 : 0, end);
        if (digits.isEmpty()) {
            return OptionalDouble.empty();
        }
        // 0.0 - 0 and not -0: JavaScript holds the two for equal.
        double value = 0.0 + Double.parseDouble(digits) * (head.startsWith("-") ? -1 : 1);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /**
     * The first file of no number that Wrangler before 4.98 applied before one of a number: it sorted the names as texts first,
     * and then let every file without a number stay where it was.
     *
     * @param files in today's order
     */
    static Optional<String> earlierBefore498(List<String> files) {
        List<String> numbered =
                files.stream().filter(file -> number(file).isPresent()).toList();
        return files.stream()
                .filter(file -> number(file).isEmpty())
                .filter(file -> numbered.stream().anyMatch(other -> file.compareTo(other) < 0))
                .findFirst();
    }
}
