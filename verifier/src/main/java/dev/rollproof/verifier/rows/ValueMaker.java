package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.rows.FillColumn.Content;
import dev.rollproof.verifier.snapshot.SqlName;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values of one column, each from the names of table and column, the number of the row and a seed alone.
 *
 * <p>Telling values are what goes wrong in copies: text outside ASCII, an empty string, NULL, whole numbers that no double
 * holds, blobs with zero bytes. Plain ones are what as many functions as possible read: text that is a number, a Julian
 * day and valid JSON at once.
 */
final class ValueMaker {
    private static final List<String> WORDS = List.of("Zoë", "Łukasz", "東京", "Ñandú", "Ελένη", "Straße", "Жанна", "🦊");

    /** Far below what people write by hand, and from what AUTOINCREMENT reaches. */
    private static final long FIRST_KEY = -4_000_000_000L;

    /** The first whole number that no double holds. */
    private static final long NO_DOUBLE = 9_007_199_254_740_993L;

    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2001, 2, 3, 4, 5, 6);

    private static final int DAYS = 9_000;

    private final String source;
    private final FillColumn column;
    private final int rowsPerTable;
    private final boolean plain;
    private final long hash;

    ValueMaker(String table, FillColumn column, int rowsPerTable, long seed, boolean plain) {
        this.source = table + "." + column.name();
        this.column = column;
        this.rowsPerTable = rowsPerTable;
        this.plain = plain;
        this.hash = Math.floorMod(mix(seed * 31 + SqlName.fold(source).hashCode()), 1_000_000_000L);
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
        if (kind == 1 && row < 3 && variant == 0 && !column.key()) {
            return emptyOrNegative(number);
        }
        return kind == 1 ? smallValue(number) : tellingValue(number);
    }

    /** Whether the row is one of those in which a column that may be NULL is NULL: not all columns in the same one. */
    boolean wantsNull(long row) {
        if (plain || !column.nullable() || rowsPerTable < 2) {
            return false;
        }
        return rowsPerTable == 2 ? Math.floorMod(row + column.position(), 2) == 1 : kind(row) == 2;
    }

    private int kind(long row) {
        return (int) Math.floorMod(row + column.position(), 3L);
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
            case DECIMAL, REAL -> hash % 100_000 + 0.625 + number;
            case BOOLEAN -> number % 2;
            case SECONDS -> 1_000_000_000L + hash % 700_000_000 + number * 86_461;
            case TEXT, ANYTHING -> source + " " + number + " " + word(number);
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
