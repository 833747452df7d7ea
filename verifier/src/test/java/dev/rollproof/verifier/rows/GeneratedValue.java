package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values that are easily confused, and what stands in a table as Java sees it. */
final class GeneratedValue {
    private static final List<Object> VALUES = List.of(
            0L,
            1L,
            -1L,
            0.0,
            1.0,
            0.5,
            "",
            "0",
            "1",
            "1.0",
            "a",
            "A",
            "a\0b",
            "a\0c",
            "\n",
            "[",
            new byte[0],
            new byte[] {0},
            new byte[] {49});

    private GeneratedValue() {}

    static @Nullable Object from(Random random) {
        int index = random.nextInt(VALUES.size() + 1);
        return index == VALUES.size() ? null : VALUES.get(index);
    }

    /** Its rows as text, sorted. */
    static List<String> dump(SqliteDatabase database, String table, int columns) {
        return database.query("SELECT * FROM " + table, row -> text(row, columns)).stream()
                .sorted()
                .toList();
    }

    private static String text(SqliteDatabase.Row row, int columns) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            values.add(text(row.value(i)));
        }
        return values.toString();
    }

    static String text(@Nullable Object value) {
        return value == null
                ? "NULL"
                : value.getClass().getSimpleName() + " "
                        + (value instanceof byte[] blob ? Arrays.toString(blob) : value.toString());
    }
}
