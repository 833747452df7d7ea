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
 * {@code _migrations}, a row for each migration. Nothing in it tells an edited script; times are milliseconds since 1970, and
 * seconds are understood.
 */
final class NumberedHistory implements MigrationHistory {
    /** As seconds it is the year 5138, as milliseconds 1973: nobody had SQLite then. */
    private static final long LEAST_MILLISECONDS = 100_000_000_000L;

    private final MigrationSet migrations;
    private final HistoryTable table;

    NumberedHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(migrations.tracking().table(), List.of("version", "name", "applied_at"));
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return table.read(database, "ORDER BY applied_at, version", this::applied);
    }

    private AppliedMigration applied(Row row) {
        String version = String.valueOf(row.text(1));
        String name = String.valueOf(row.text(2));
        long at = row.number(3);
        Instant appliedAt = at < LEAST_MILLISECONDS ? Instant.ofEpochSecond(at) : Instant.ofEpochMilli(at);
        Optional<Migration> migration = Order.versioned(migrations, version);
        AppliedMigration applied = AppliedMigration.of(migration, name, Optional.of(appliedAt), Optional.empty());
        return migration
                .filter(m -> !m.name().equals(name))
                .map(m -> applied.but(
                        AppliedMigration.State.EDITED,
                        "version %s was applied as %s and is %s now".formatted(version, name, m.name())))
                .orElse(applied);
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.OUT_OF_ORDER : Standing.PENDING;
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        database.command("CREATE TABLE IF NOT EXISTS " + table.quoted()
                + " (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)");
        database.update(
                "INSERT OR REPLACE INTO " + table.quoted() + " (version, name, applied_at) VALUES (?, ?, ?)",
                table.number(migration.version()),
                migration.name(),
                at.toEpochMilli());
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        if (table.isIn(database)) {
            database.update("DELETE FROM " + table.quoted() + " WHERE version = ?", table.number(migration.version()));
        }
    }
}
