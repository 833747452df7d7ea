package dev.rollproof.verifier.database;

import java.time.Duration;

/**
 * What a script that may come from a stranger may cost.
 *
 * @param statementTimeout how long one statement may run; positive. SQLite looks at the clock between the steps of its
 *     program, so one step that takes long by itself (a {@code LIKE} with many {@code %} over a long text) is not cut
 *     short
 * @param maxBytes how large the database may grow, in bytes, and each of its temporary schemas; positive, rounded down
 *     to whole pages. A database in memory that was restored from an image stops at 1 GiB whatever this says
 *     (SQLITE_MEMDB_DEFAULT_MAXSIZE)
 * @param maxValueBytes how long one string, blob or row may be, in bytes; positive (SQLITE_LIMIT_LENGTH)
 */
public record DatabaseLimits(Duration statementTimeout, long maxBytes, int maxValueBytes) {
    /**
     * 30 seconds, 256 MiB, 64 MiB. The time is the command line's default. The size leaves room for seeds that are
     * far larger than a test needs, and a handful of images of it still fits into a default Java heap. The value is
     * thirty times what Cloudflare D1 stores, and small enough that no single step takes seconds.
     */
    public static final DatabaseLimits DEFAULT = new DatabaseLimits(Duration.ofSeconds(30), 256L << 20, 64 << 20);

    /**
     * 30 seconds, and what SQLite itself allows: for a database that is there already, and whose owner says what it holds.
     */
    public static final DatabaseLimits OF_A_REAL_DATABASE =
            new DatabaseLimits(DEFAULT.statementTimeout, Long.MAX_VALUE, 1_000_000_000);

    /** Checks the ranges. */
    public DatabaseLimits {
        if (statementTimeout.isZero() || statementTimeout.isNegative() || maxBytes <= 0 || maxValueBytes <= 0) {
            throw new IllegalArgumentException("limits must be positive: %s, %d bytes, %d bytes a value"
                    .formatted(statementTimeout, maxBytes, maxValueBytes));
        }
    }

    /** These limits with another time for each statement. */
    public DatabaseLimits withStatementTimeout(Duration timeout) {
        return new DatabaseLimits(timeout, maxBytes, maxValueBytes);
    }

    /** The time-out in words: {@code 30 seconds}, {@code 1 second}, {@code 200 milliseconds}. */
    String timeoutInWords() {
        long millis = statementTimeout.toMillis();
        long count = millis % 1000 == 0 ? millis / 1000 : millis;
        String unit = millis % 1000 == 0 ? "second" : "millisecond";
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    /** A size in words: in MiB where it is whole, else in bytes. */
    static String sizeInWords(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }
}
