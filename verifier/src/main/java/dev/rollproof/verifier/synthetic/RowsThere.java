package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.Objects;

/**
 * The rows that a table holds already.
 *
 * @param count how many there are
 * @param lowestId the lowest id; 0 where there is none
 */
record RowsThere(long count, long lowestId) {
    static RowsThere in(SqliteDatabase database, TablePlan plan) {
        String table = SqlName.quoted(plan.table.name());
        String lowest = plan.rowid
                .map(id -> "(SELECT min(" + SqlName.quoted(id.name()) + ") FROM " + table + ")")
                .orElse("0");
        return database.query(
                        "SELECT count(*), " + lowest + " FROM " + table,
                        row -> new RowsThere(row.number(1), row.number(2)))
                .get(0);
    }

    /** What the next made id must be lower by so that it is below all that are there. */
    long shift(TablePlan plan) {
        if (count == 0 || plan.rowid.isEmpty()) {
            return 0;
        }
        Object next = plan.values.get(plan.rowid.get().position()).value(count, 0);
        return Math.max(0, (Long) Objects.requireNonNull(next) - lowestId + 1);
    }
}
