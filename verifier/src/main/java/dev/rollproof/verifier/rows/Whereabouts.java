package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where rows that went from a table stood after the up: a table that it copied them to. They are known by their values; one
 * that stood there before the up proves nothing.
 */
final class Whereabouts {
    private final TableContents before;
    private final TableContents up;
    private final Set<String> written;

    /**
     * Looks into the tables that the up made or wrote to.
     *
     * @param written folded names of those that it wrote to
     */
    Whereabouts(TableContents before, TableContents up, Set<String> written) {
        this.before = before;
        this.up = up;
        this.written = written;
    }

    /**
     * A table other than {@code own} that held all these rows after the up.
     *
     * @param own what their table was called then, folded
     * @param columns of the values
     * @param key those of them that are the key, folded: a table with the same keys alone is no copy
     * @param rows some of them
     */
    Optional<String> of(String own, List<String> columns, Set<String> key, List<@Nullable Object[]> rows) {
        for (Table table : up.schema().tables()) {
            String name = SqlName.fold(table.name());
            Optional<SchemaObject> old = before.schema().relation(name);
            if (!name.equals(own)
                    && (old.isEmpty() || written.contains(name))
                    && holds(table, old, columns, key, rows)) {
                return Optional.of(table.name());
            }
        }
        return Optional.empty();
    }

    private boolean holds(
            Table table,
            Optional<SchemaObject> old,
            List<String> columns,
            Set<String> key,
            List<@Nullable Object[]> rows) {
        @Nullable
        Object[] telling = rows.stream()
                .max(Comparator.comparingLong(Whereabouts::tellingValues))
                .orElseThrow();
        Map<Integer, String> places = places(table, columns, telling);
        boolean onlyKeys = columns.stream().map(SqlName::fold).allMatch(key::contains);
        if (places.isEmpty()
                || (!onlyKeys && places.keySet().stream().allMatch(i -> key.contains(SqlName.fold(columns.get(i)))))) {
            return false;
        }
        boolean oldHasPlaces = old.filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(was -> places.values().stream()
                        .allMatch(place -> was.column(place).isPresent()))
                .isPresent();
        return rows.stream()
                .allMatch(row -> contains(up, table.name(), places, row)
                        && !(oldHasPlaces && contains(before, table.name(), places, row)));
    }

    /** For each value that is not just any the column of the table that has it; one of the same name comes first. */
    private Map<Integer, String> places(Table table, List<String> columns, @Nullable Object[] row) {
        List<String> names =
                table.columns().stream().map(column -> column.name()).toList();
        Map<Integer, String> places = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < row.length; i++) {
            String own = columns.get(i);
            if (isTelling(row[i])) {
                List<String> candidates = new ArrayList<>(names);
                candidates.sort(Comparator.comparing(name -> !SqlName.same(name, own)));
                for (String name : candidates) {
                    if (!taken.contains(name) && contains(up, table.name(), Map.of(i, name), row)) {
                        places.put(i, name);
                        taken.add(name);
                        break;
                    }
                }
            }
        }
        return places;
    }

    private static boolean contains(
            TableContents contents, String table, Map<Integer, String> places, @Nullable Object[] row) {
        String where = places.values().stream()
                .map(name -> RowSource.read(name) + " COLLATE BINARY IS ?")
                .collect(Collectors.joining(" AND "));
        @Nullable Object[] values = places.keySet().stream().map(i -> row[i]).toArray();
        return contents.database()
                        .query(
                                "SELECT EXISTS (SELECT 1 FROM main." + SqlName.quoted(table) + " AS t WHERE " + where
                                        + ")",
                                found -> found.number(1),
                                values)
                        .get(0)
                == 1;
    }

    private static long tellingValues(@Nullable Object[] row) {
        long count = 0;
        for (Object value : row) {
            count += isTelling(value) ? 1 : 0;
        }
        return count;
    }

    /** Whether a value hardly stands anywhere by chance: no flag, nothing empty. */
    static boolean isTelling(@Nullable Object value) {
        if (value instanceof Long number) {
            return number < -1 || number > 1;
        }
        return value instanceof Double
                || (value instanceof String text && !text.isEmpty())
                || (value instanceof byte[] blob && blob.length > 0);
    }
}
