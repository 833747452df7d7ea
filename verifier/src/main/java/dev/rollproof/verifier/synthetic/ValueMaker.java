package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.synthetic.FillColumn.Content;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values of one column, each from the names of table and column, the number of the row and a seed alone.
 *
 * <p>Telling values are what goes wrong in copies: text outside ASCII, an empty string, NULL, whole numbers that no double
 * holds, blobs with zero bytes. Plain ones are what as many functions as possible read: text that is a number, a Julian
 * day and valid JSON at once.
 */
final class ValueMaker {
    private static final List<String> WORDS =
            List.of("Zoë", "Jerzy Łoś", "Tokyo 東京", "María Ñ", "Elena Ελένη", "Straße", "Nina Нина", "Fox 🦊");

    /** Far below what people write by hand, and from what AUTOINCREMENT reaches. */
    private static final long FIRST_KEY = -4_000_000_000L;

    /** The first whole number that no double holds. */
    private static final long NO_DOUBLE = 9_007_199_254_740_993L;

    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2001, 2, 3, 4, 5, 6);

    private static final long FIRST_ROWS = 3;

    /** The kinds of values: telling ones, empty or small ones, and none where the column may be NULL. */
    private static final int TELLING = 0;

    private static final int SMALL = 1;

    private static final int NOTHING = 2;

    private static final int DAYS = 9_000;

    private final String source;
    private final FillColumn column;
    private final int rowsPerTable;
    private final boolean plain;
    private final boolean keyless;
    private final long hash;
    private final TextTraits traits;

    /**
     * The values of one column.
     *
     * @param keyless whether the table has no key, so that its third row may be like the first
     */
    ValueMaker(String table, FillColumn column, int rowsPerTable, long seed, boolean plain, boolean keyless) {
        this.source = table + "." + column.name();
        this.column = column;
        this.rowsPerTable = rowsPerTable;
        this.plain = plain;
        this.keyless = keyless;
        this.hash = Math.floorMod(mix(seed * 31 + SqlName.fold(source).hashCode()), 1_000_000_000L);
        this.traits = TextTraits.NONE;
    }

    private ValueMaker(ValueMaker other, TextTraits traits) {
        this.source = other.source;
        this.column = other.column;
        this.rowsPerTable = other.rowsPerTable;
        this.plain = other.plain;
        this.keyless = other.keyless;
        this.hash = other.hash;
        this.traits = traits;
    }

    /** The same values, but for what its texts have. */
    ValueMaker with(TextTraits textTraits) {
        return new ValueMaker(this, textTraits);
    }

    /** How many of the first rows hold a telling text of this column. */
    int tellingTexts() {
        boolean text = column.content() == Content.TEXT || column.content() == Content.ANYTHING;
        return text && !plain
                ? (int) LongStream.range(0, FIRST_ROWS)
                        .filter(row -> rank(row) >= 0)
                        .count()
                : 0;
    }

    /** The how-manieth telling text the row holds, from 0; -1 where it holds another value or is none of the first rows. */
    private int rank(long row) {
        if (row >= FIRST_ROWS || wantsNull(row)) {
            return -1;
        }
        return switch (kind(row)) {
            case TELLING -> keyless && row > 0 ? -1 : 0;
            case SMALL -> column.key() ? column.nullable() ? 1 : 2 : -1;
            default -> 1;
        };
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /**
     * The value for a row.
     *
     * @param row the number of the row in its table, from 0
     * @param variant 0 at first; each other one gives another value
     */
    @Nullable
    Object value(long row, int variant) {
        long number = row + variant * 1_000_003L;
        if (column.content() == Content.ROWID) {
            return row == 0 && variant == 0 ? 0L : keyNumber(number);
        }
        if (plain) {
            return plainValue(number);
        }
        int kind = kind(row);
        if (wantsNull(row) && variant == 0) {
            return null;
        }
        if (kind == SMALL && row < FIRST_ROWS && variant == 0 && !column.key()) {
            return emptyOrNegative(number);
        }
        return kind == SMALL ? smallValue(number) : tellingValue(number);
    }

    /** Whether the row is one of those in which a column that may be NULL is NULL: not all columns in the same one. */
    boolean wantsNull(long row) {
        if (plain || !column.nullable() || rowsPerTable < 2) {
            return false;
        }
        return rowsPerTable == 2 ? Math.floorMod(row + column.phase(), 2) == 1 : kind(row) == NOTHING;
    }

    /** Each column has each kind within three rows; without a key the third row is like the first, and the second is mixed. */
    private int kind(long row) {
        if (!keyless || row % FIRST_ROWS != 1) {
            return keyless ? TELLING : (int) Math.floorMod(row + column.phase(), FIRST_ROWS);
        }
        return column.position() % 2 == 0 ? NOTHING : SMALL;
    }

    /** Whether a number is one of those that ids and other keys get, not the id 0 of the first row. */
    static boolean isMadeKey(long number) {
        return number <= FIRST_KEY;
    }

    private long keyNumber(long number) {
        return FIRST_KEY - hash - number;
    }

    private Object tellingValue(long number) {
        return switch (column.content()) {
            case ROWID -> keyNumber(number);
            case NUMBER -> column.key() ? keyNumber(number) : NO_DOUBLE + 2 * (hash + number);
            case DECIMAL -> hash % 100_000 + 0.625 + number;
            case REAL -> number < FIRST_ROWS ? ofSeventeenDigits(number) : (Object) (hash % 100_000 + 0.625 + number);
            case BOOLEAN -> number % 2;
            case SECONDS -> 1_000_000_000L + hash % 700_000_000 + number * 86_461;
            case TEXT, ANYTHING -> text(number);
            case DATE, TIME, DATE_AND_TIME -> dateText(number);
            case JSON_OBJECT -> "{\"" + escaped(source) + "\":" + number + ",\"name\":\"" + word(number) + "\"}";
            case JSON_ARRAY -> "[\"" + escaped(source) + "\"," + number + ",\"" + word(number) + "\"]";
            case BLOB -> blob(number);
        };
    }

    private Object smallValue(long number) {
        return switch (column.content()) {
            case NUMBER -> column.key() ? keyNumber(number) : -1_000_000 - hash % 8_000_000 - number;
            case DECIMAL -> column.key() ? keyNumber(number) : (Object) (-hash % 100_000 - 1 - number);
            case REAL -> -(hash % 1_000) - 0.1 - number;
            default -> tellingValue(number);
        };
    }

    private Object emptyOrNegative(long number) {
        return switch (column.content()) {
            case TEXT -> "";
            case JSON_OBJECT -> "{}";
            case JSON_ARRAY -> "[]";
            case BLOB -> new byte[0];
            default -> smallValue(number);
        };
    }

    private Object plainValue(long number) {
        return switch (column.content()) {
            case ROWID -> keyNumber(number);
            case NUMBER, DECIMAL -> column.key() ? keyNumber(number) : (Object) (1_000 + hash % 9_000 + number);
            case REAL -> 1_000 + hash % 9_000 + number + 0.5;
            case BOOLEAN -> number;
            case SECONDS -> 1_000_000_000L + hash % 700_000_000 + number * 86_461;
            case DATE, TIME, DATE_AND_TIME -> dateText(number);
            // A Julian day from 1970 on: date() and its like read it, CAST and JSON functions too.
            case TEXT, ANYTHING -> String.valueOf(2_440_588 + (hash + number) % 2_900_000);
            case JSON_OBJECT -> "{\"a\":" + (hash % 1_000 + number) + "}";
            case JSON_ARRAY -> "[" + (hash % 1_000 + number) + "]";
            case BLOB ->
                String.valueOf(100_000 + hash % 900_000 + number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        };
    }

    private String text(long number) {
        String text = source + " " + number + " " + word(number);
        int rank = rank(number);
        return rank < 0 ? text : traits.in(text, rank);
    }

    /** A real that is another one when it is written with 16 digits, as most are between 16,384 and 32,768. */
    private Double ofSeventeenDigits(long number) {
        double value = 20_000 + hash % 10_000 + 1 / 3.0 + number;
        while (new BigDecimal(value).round(new MathContext(16)).doubleValue() == value) {
            value = Math.nextUp(value);
        }
        return value;
    }

    private String word(long number) {
        return WORDS.get((int) Math.floorMod(hash + number, (long) WORDS.size()));
    }

    /** Text that reads as date or time; nothing else is asked of a clock. */
    String dateText(long number) {
        LocalDateTime time = FIRST_DAY.plusDays((hash + number) % DAYS).plusSeconds(number);
        String pattern = switch (column.content()) {
            case DATE -> "yyyy-MM-dd";
            case TIME -> "HH:mm:ss";
            default -> "yyyy-MM-dd HH:mm:ss";
        };
        return time.format(DateTimeFormatter.ofPattern(pattern, java.util.Locale.ROOT));
    }

    private byte[] blob(long number) {
        return ByteBuffer.allocate(14)
                .put((byte) 0)
                .putInt((int) hash)
                .put((byte) 0xff)
                .putLong(number)
                .array();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\');
            }
            escaped.append(c < ' ' ? ' ' : c);
        }
        return escaped.toString();
    }
}
