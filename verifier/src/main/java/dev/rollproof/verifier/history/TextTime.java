package dev.rollproof.verifier.history;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Points in time as tools write them into their tables as text. */
final class TextTime {
    /** SQLite's own form, with what Go and Java add to it: fractions of a second, an offset with a colon or without. */
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[ ]['T']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ][XXX][XX]")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** As many digits of the fraction as there are, none where it is 0. */
    private static final DateTimeFormatter GO = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral("+00:00")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TextTime() {}

    /** Reads one; empty where it is none. Without an offset it is UTC, as SQLite's CURRENT_TIMESTAMP is. */
    static Optional<Instant> read(@Nullable String text) {
        return read(text, ZoneOffset.UTC);
    }

    /** Reads one; empty where it is none. Without an offset it is the time of {@code zone}. */
    static Optional<Instant> read(@Nullable String text, ZoneId zone) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            // What may follow is the zone's name, which Go writes behind the offset.
            TemporalAccessor time = READ.parse(text, new ParsePosition(0));
            ZoneId offset = time.query(TemporalQueries.offset());
            return Optional.of(LocalDateTime.from(time)
                    .atZone(offset == null ? zone : offset)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Writes it as SQLite's CURRENT_TIMESTAMP would. */
    static String seconds(Instant at) {
        return SECONDS.format(at);
    }

    /** Writes it as Go's SQLite driver does: {@code 2026-11-21 10:18:35.364529377+00:00}. */
    static String go(Instant at) {
        return GO.format(at);
    }
}
