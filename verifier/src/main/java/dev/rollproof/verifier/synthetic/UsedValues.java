package dev.rollproof.verifier.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values that stand in each column, where none may stand twice. */
final class UsedValues {
    private final List<Set<@Nullable Object>> byColumn = new ArrayList<>();

    UsedValues(int columns) {
        for (int i = 0; i < columns; i++) {
            byColumn.add(new HashSet<>());
        }
    }

    void add(@Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            byColumn.get(i).add(comparable(row[i]));
        }
    }

    /** The columns of a row whose value stands already, or that are NULL where other rows have a value. */
    Set<Integer> repeatedBy(@Nullable Object[] row) {
        Set<Integer> columns = new TreeSet<>();
        for (int i = 0; i < row.length; i++) {
            Set<@Nullable Object> used = byColumn.get(i);
            boolean nullInstead = row[i] == null && !used.isEmpty() && !used.contains(null);
            if (nullInstead || (row[i] != null && used.contains(comparable(row[i])))) {
                columns.add(i);
            }
        }
        return columns;
    }

    /** Whether a value stands in two of these rows. */
    static boolean repeatEachOther(List<@Nullable Object[]> rows) {
        for (int i = 0; !rows.isEmpty() && i < rows.get(0).length; i++) {
            Set<@Nullable Object> seen = new HashSet<>();
            for (@Nullable Object[] row : rows) {
                if (!seen.add(comparable(row[i]))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
    }
}
