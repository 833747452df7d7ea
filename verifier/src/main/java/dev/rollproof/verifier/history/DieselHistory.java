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
 * diesel's {@code __diesel_schema_migrations}: a row for each version, which is text. Nothing in it tells an edited file. As in
 * {@code diesel/src/migration/setup_migration_table.sql} and {@code diesel_migrations/src/migration_harness.rs} at 04cc1b0.
 */
final class DieselHistory implements MigrationHistory {
    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS %s (
                   version VARCHAR(50) PRIMARY KEY NOT NULL,
                   run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
            )""";

    private final MigrationSet migrations;
    private final HistoryTable table;

    DieselHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(migrations.tracking().table(), List.of("version", "run_on"));
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return table.read(database, "ORDER BY rowid", this::applied);
    }

    private AppliedMigration applied(Row row) {
        String version = String.valueOf(row.text(1));
        Optional<Migration> migration = migrations.all().stream()
                .filter(m -> version(m).equals(version))
                .findFirst();
        return AppliedMigration.of(migration, version, TextTime.read(row.text(2)), Optional.empty());
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.LATE : Standing.PENDING;
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        database.command(CREATE.formatted(table.bare()));
        database.update(
                "INSERT OR REPLACE INTO " + table.quoted() + " (version, run_on) VALUES (?, ?)",
                version(migration),
                TextTime.seconds(at));
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        if (table.isIn(database)) {
            database.update("DELETE FROM " + table.quoted() + " WHERE version = ?", version(migration));
        }
    }

    private static String version(Migration migration) {
        return migration.trackedAs().orElse(migration.version().text());
    }
}
