package dev.rollproof.verifier.layout;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The digits that the next migration's name begins with. */
final class NextNumber {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private NextNumber() {}

    /**
     * The next of {@code used}: the time where the greatest is one, else one more, with as many digits.
     *
     * @param used what names begin with; those that begin with no digit are the empty text
     * @param first what to begin with where no name has a number
     */
    static String after(Collection<String> used, String first, Instant now) {
        Optional<String> greatest = used.stream()
                .filter(digits -> !digits.isEmpty())
                .max(Comparator.comparing((String digits) -> new BigInteger(digits))
                        .thenComparing(String::length));
        if (greatest.isEmpty()) {
            return first;
        }
        String more = oneMore(greatest.get());
        return times(now).stream()
                .filter(time -> time.length() == greatest.get().length() && isTime(greatest.get()))
                .filter(time -> new BigInteger(time).compareTo(new BigInteger(more)) > 0)
                .findFirst()
                .orElse(more);
    }

    static String oneMore(String digits) {
        String more = new BigInteger(digits).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, digits.length() - more.length())) + more;
    }

    /** In the forms that tools write: to the second, to the minute, and golang-migrate's seconds since 1970. */
    private static List<String> times(Instant now) {
        return List.of(TIME.format(now), MINUTES.format(now), Long.toString(now.getEpochSecond()));
    }

    /** A year from 1990 on, or seconds since 1970 from the year 2001 on; a counter does not get there. */
    private static boolean isTime(String digits) {
        return switch (digits.length()) {
            case 14, 12 -> digits.compareTo("199") > 0 && digits.compareTo("21") < 0;
            case 10 -> digits.startsWith("1");
            default -> false;
        };
    }
}
