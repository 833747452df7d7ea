package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Which values are others written as another type: a column's new type, or a CAST, turned them into what gives them back
 * whole. SQLite says so by its own rules: https://www.sqlite.org/datatype3.html, section 3.
 */
final class Conversion {
    private final SqliteDatabase sqlite;

    /** Asks {@code sqlite}, whose tables do not matter. */
    Conversion(SqliteDatabase sqlite) {
        this.sqlite = sqlite;
    }

    /** Whether {@code now} is {@code was}, or holds it as another type without loss. */
    boolean keeps(@Nullable Object was, @Nullable Object now) {
        if (was == null || now == null || was.getClass() == now.getClass()) {
            return Tally.same(was, now);
        }
        return sqlite.query("SELECT " + back(was), row -> row.number(1), was, now)
                        .get(0)
                == 1;
    }

    private static String back(Object was) {
        if (was instanceof Number) {
            // CAST makes 2 of '2 of them' and 0 of any word. A comparison with a number converts only what is one.
            return "CAST(?1 AS NUMERIC) = ?2";
        }
        // Of texts that are the same number, 5 and 05, this is the one that SQLite itself writes.
        return was instanceof String ? "?1 = CAST(?2 AS TEXT)" : "?1 = CAST(?2 AS BLOB)";
    }

    /**
     * The value of a column in SQL, as the type {@code type} where it can be that without loss.
     *
     * @param column in SQL
     * @param type a declared type
     */
    static String as(String type, String column) {
        String cast = "CAST(" + column + " AS " + type + ")";
        return "iif(" + cast + " = " + column + ", " + cast + ", " + column + ")";
    }
}
