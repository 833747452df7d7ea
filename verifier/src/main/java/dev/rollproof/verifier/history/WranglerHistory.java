package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code d1_migrations}, a row for each file, by its path in {@code migrations_dir}: {@code d1/migrations/helpers.ts} of
 * Wrangler 4.164. Nothing in it tells an edited file, and Wrangler applies every file without a row, late or not. It knows no
 * rollback: a file without a row was never applied.
 */
final class WranglerHistory implements MigrationHistory {
    /** Wrangler's own words: SQLite keeps them. */
    private static final String COLUMNS = """
            (
            \t\tid         INTEGER PRIMARY KEY AUTOINCREMENT,
            \t\tname       TEXT UNIQUE,
            \t\tapplied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
            )""";

    private final MigrationSet migrations;
    private final HistoryTable table;

    WranglerHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(migrations.tracking().table(), List.of("name", "applied_at"));
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return table.read(database, "ORDER BY id", this::applied);
    }

    private AppliedMigration applied(Row row) {
        String name = String.valueOf(row.text(1));
        Optional<Migration> migration =
                migrations.all().stream().filter(m -> key(m).equals(name)).findFirst();
        return AppliedMigration.of(migration, name, TextTime.read(row.text(2)), Optional.empty());
    }

    private static String key(Migration migration) {
        return migration.up().file();
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.LATE : Standing.PENDING;
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        database.command("CREATE TABLE IF NOT EXISTS " + table.quoted() + COLUMNS);
        database.update(
                "INSERT OR IGNORE INTO " + table.quoted() + " (name, applied_at) VALUES (?, ?)",
                key(migration),
                TextTime.seconds(at));
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        if (table.isIn(database)) {
            database.update("DELETE FROM " + table.quoted() + " WHERE name = ?", key(migration));
        }
    }
}
