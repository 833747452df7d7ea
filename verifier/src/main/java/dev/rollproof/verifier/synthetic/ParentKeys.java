package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.synthetic.TablePlan.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of parents that foreign keys may refer to, the made ones first. */
final class ParentKeys {
    /** More parents than this show nothing more, and all of them are held in memory. */
    private static final int MOST = 10_000;

    private static final int LEAST = 50;

    private final SqliteDatabase database;
    private final SchemaSnapshot schema;
    private final int most;
    private final Map<String, List<@Nullable Object[]>> known = new HashMap<>();

    ParentKeys(SqliteDatabase database, SchemaSnapshot schema, int rowsPerTable) {
        this.database = database;
        this.schema = schema;
        this.most = Math.max(LEAST, Math.min(MOST, rowsPerTable));
    }

    /** The columns that a foreign key refers to; empty where there are none. */
    List<String> columns(Reference reference) {
        if (!(schema.relation(reference.parent()).orElse(null) instanceof Table parent)) {
            return List.of();
        }
        List<String> named = reference.declared().parentColumns();
        List<String> columns =
                named.isEmpty() ? parent.primaryKey().map(PrimaryKey::columns).orElse(List.of()) : named;
        return columns.size() == reference.columns().size() ? columns : List.of();
    }

    /** The keys that the rows of the parent have now; none when it is no table. */
    List<@Nullable Object[]> of(Reference reference) {
        List<String> columns = columns(reference);
        if (columns.isEmpty()) {
            return List.of();
        }
        String list = columns.stream().map(SqlName::quoted).collect(Collectors.joining(", "));
        return known.computeIfAbsent(
                reference.parent() + "(" + list + ")", key -> read(reference.parent(), columns, list));
    }

    private List<@Nullable Object[]> read(String parent, List<String> columns, String list) {
        SchemaObject relation = schema.relation(parent).orElseThrow();
        boolean idFirst = relation instanceof Table table
                && (table.withoutRowid()
                        || table.primaryKey().map(PrimaryKey::rowidAlias).orElse(false));
        String sql = "SELECT " + list + " FROM " + SqlName.quoted(relation.name()) + " WHERE "
                + columns.stream()
                        .map(column -> SqlName.quoted(column) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "))
                // Made ids are the lowest ones, and made rows the newest.
                + (idFirst ? "" : " ORDER BY rowid DESC") + " LIMIT " + most;
        try {
            return database.query(sql, row -> values(row, columns.size()));
        } catch (StatementException e) {
            // A foreign key to columns that are not there.
            return List.of();
        }
    }

    private static @Nullable Object[] values(SqliteDatabase.Row row, int count) {
        @Nullable Object[] values = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = row.value(i + 1);
        }
        return values;
    }

    /** After rows were made: what is known of this table no longer holds. */
    void forget(String foldedTable) {
        known.keySet().removeIf(key -> key.startsWith(foldedTable + "("));
    }

    /** Keys that a parent which is still empty is going to get. */
    List<@Nullable Object[]> promised(Reference reference, TablePlan parent, int rows) {
        List<Integer> positions = parent.positions(columns(reference));
        List<@Nullable Object[]> keys = new ArrayList<>();
        for (int row = 0; row < rows && positions.size() == reference.columns().size(); row++) {
            @Nullable Object[] key = new @Nullable Object[positions.size()];
            for (int i = 0; i < key.length; i++) {
                key[i] = parent.values.get(positions.get(i)).value(row, 0);
            }
            keys.add(key);
        }
        return keys;
    }
}
