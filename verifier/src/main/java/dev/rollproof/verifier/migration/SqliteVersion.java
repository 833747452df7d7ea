package dev.rollproof.verifier.migration;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of SQLite 3.
 *
 * @param minor the 40 of 3.40.1
 * @param patch the 1 of 3.40.1
 */
public record SqliteVersion(int minor, int patch) implements Comparable<SqliteVersion> {
    /** What an older one lacks is written down nowhere here. */
    private static final int OLDEST_KNOWN = 14;

    private static final Pattern WRITTEN = Pattern.compile("3\\.(\\d{1,3})(?:\\.(\\d{1,3}))?");
    private static final Comparator<SqliteVersion> ORDER =
            Comparator.comparingInt(SqliteVersion::minor).thenComparingInt(SqliteVersion::patch);

    /**
     * Reads {@code 3.40} or {@code 3.40.1}.
     *
     * @throws InvalidInputException when it is no version of SQLite 3, or one from before 3.14
     */
    public static SqliteVersion of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new InvalidInputException(
                    "\"%s\" is no version of SQLite; write it like 3.40 or 3.40.1".formatted(text));
        }
        String patch = written.group(2);
        SqliteVersion version =
                new SqliteVersion(Integer.parseInt(written.group(1)), patch == null ? 0 : Integer.parseInt(patch));
        if (version.minor < OLDEST_KNOWN) {
            throw new InvalidInputException("SQLite %s is too old: what is newer than it is known from 3.%d on"
                    .formatted(version, OLDEST_KNOWN));
        }
        return version;
    }

    @Override
    public int compareTo(SqliteVersion other) {
        return ORDER.compare(this, other);
    }

    /** As people write it: without a patch of 0. */
    @Override
    public String toString() {
        return "3." + minor + (patch == 0 ? "" : "." + patch);
    }
}
