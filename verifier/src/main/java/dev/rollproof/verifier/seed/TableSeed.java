package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.database.ConnectionSettings;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of tables, from CSV or JSON.
 *
 * @param tables in the order of the file
 */
record TableSeed(SeedText source, List<SeedTable> tables) implements Seed {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String text() {
        return source.text();
    }

    @Override
    public void apply(SqliteDatabase database, boolean foreignKeys) {
        ConnectionSettings found = database.settings();
        database.foreignKeys(foreignKeys);
        try {
            database.command("BEGIN");
            // Rows may refer to each other in a circle. What refers to nothing is still found at the COMMIT.
            database.command("PRAGMA defer_foreign_keys=ON");
            List<TableRows> all = new ArrayList<>();
            for (SeedTable table : tables) {
                all.add(TableRows.of(source, table, all, database));
            }
            ParentsFirst.order(all, database).forEach(rows -> rows.insert(database));
            commit(all, database);
        } finally {
            database.reset(found);
        }
    }

    private void commit(List<TableRows> all, SqliteDatabase database) {
        try {
            database.command("COMMIT");
        } catch (StatementException e) {
            String why = e.getMessage() + " (at the COMMIT after the last row)";
            throw e.resultCode().filter("SQLITE_CONSTRAINT_FOREIGNKEY"::equals).isPresent()
                    ? MissingParent.explain(source, all, database)
                    : source.wrong(source.text().length(), why);
        }
    }
}
