package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.synthetic.TablePlan.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A foreign key that can only be filled in when its parent has rows, and the rows that it is NULL in until then. */
record PostponedKey(TablePlan plan, Reference reference, List<@Nullable Object[]> rows) {
    /** Puts in the {@code keys} of the parent, as far as SQLite takes them. */
    void fillIn(SqliteDatabase database, List<@Nullable Object[]> keys) {
        if (plan.key.isEmpty() || keys.isEmpty()) {
            return;
        }
        String sql = "UPDATE " + SqlName.quoted(plan.table.name()) + " SET " + equal(reference.columns(), " = ?", ", ")
                + " WHERE " + equal(plan.key, " IS ?", " AND ");
        // The first row keeps its NULL.
        for (int i = 1; i < rows.size(); i++) {
            @Nullable Object[] row = rows.get(i);
            List<@Nullable Object> parameters = new ArrayList<>(Arrays.asList(keys.get(i % keys.size())));
            plan.key.forEach(column -> parameters.add(row[column]));
            try {
                database.update(sql, parameters.toArray());
            } catch (StatementException e) {
                // NULL is right too.
                return;
            }
        }
    }

    private String equal(List<Integer> columns, String operator, String separator) {
        return columns.stream()
                .map(column -> SqlName.quoted(plan.columns.get(column).name()) + operator)
                .collect(Collectors.joining(separator));
    }
}
