package dev.rollproof.verifier.report;

import java.time.Duration;
import java.util.Locale;

/** Times and sizes for people. */
final class Figures {
    private static final int KILO = 1_000;

    private Figures() {}

    /** {@code 0.4 ms}, {@code 12 ms}, {@code 3.2 s}. */
    static String time(Duration duration) {
        double milliseconds = duration.toNanos() / 1e6;
        if (milliseconds >= 10 * KILO) {
            return String.format(Locale.ROOT, "%.1f s", milliseconds / KILO);
        }
        return String.format(Locale.ROOT, milliseconds < 1 ? "%.1f ms" : "%.0f ms", milliseconds);
    }

    /** {@code 45 kB}, {@code 1.2 MB}, {@code 3.4 GB}, in powers of 1000. */
    static String bytes(long bytes) {
        if (bytes < KILO * KILO) {
            return String.format(Locale.ROOT, "%d kB", Math.round(bytes / (double) KILO));
        }
        double mega = bytes / 1e6;
        return mega < KILO
                ? String.format(Locale.ROOT, "%.1f MB", mega)
                : String.format(Locale.ROOT, "%.1f GB", mega / KILO);
    }

    /** {@code 1 row}, {@code 2 rows}. */
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** A number of milliseconds to a thousandth, for machines. */
    static double milliseconds(Duration duration) {
        return Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
