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
 * sql-migrate's {@code gorp_migrations}: a row for each file, by its whole name, with the time as Go's SQLite driver writes it.
 * Nothing in it tells an edited file. As in {@code migrate.go} of 2025-04, and in what Debian's 0.0~git20191213 writes.
 */
final class SqlMigrateHistory implements MigrationHistory {
    private final MigrationSet migrations;
    private final HistoryTable table;

    SqlMigrateHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(migrations.tracking().table(), List.of("id", "applied_at"));
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
        String id = String.valueOf(row.text(1));
        Optional<Migration> migration =
                migrations.all().stream().filter(m -> m.up().file().equals(id)).findFirst();
        return AppliedMigration.of(migration, id, TextTime.read(row.text(2)), Optional.empty());
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.LATE : Standing.PENDING;
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        database.command("CREATE TABLE IF NOT EXISTS " + table.quoted()
                + " (\"id\" varchar(255) not null primary key, \"applied_at\" datetime)");
        database.update(
                "INSERT OR REPLACE INTO " + table.quoted() + " (id, applied_at) VALUES (?, ?)",
                migration.up().file(),
                TextTime.go(at));
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        if (table.isIn(database)) {
            database.update(
                    "DELETE FROM " + table.quoted() + " WHERE id = ?",
                    migration.up().file());
        }
    }
}
