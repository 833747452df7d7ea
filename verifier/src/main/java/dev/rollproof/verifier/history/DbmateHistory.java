package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code schema_migrations} of dbmate, a row for each version: the digits of the file's name, as text. It keeps neither times
 * nor checksums. Without {@code --strict} dbmate applies every version that has no row ({@code pkg/dbmate/db.go} and
 * {@code pkg/driver/sqlite/sqlite.go} of dbmate 2.36).
 */
final class DbmateHistory implements MigrationHistory {
    private final MigrationSet migrations;
    private final HistoryTable table;

    DbmateHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(migrations.tracking().table(), List.of("version"));
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        // golang-migrate's table of this name has one row, the newest version: everything else would look pending.
        if (table.has(database, "dirty")) {
            throw new InvalidInputException(
                    "the table %s in the database is golang-migrate's, not dbmate's: it has a column dirty. Read the migrations as golang-migrate's with --layout up-down, or name a database that dbmate migrated"
                            .formatted(table.name()));
        }
        return table.read(database, "ORDER BY rowid", this::applied);
    }

    private AppliedMigration applied(Row row) {
        String version = String.valueOf(row.text(1));
        Optional<Migration> migration =
                migrations.all().stream().filter(m -> key(m).equals(version)).findFirst();
        return AppliedMigration.of(migration, version, Optional.empty(), Optional.empty());
    }

    /** With its zeros: to dbmate {@code 001} is not {@code 1}. */
    private static String key(Migration migration) {
        String file = migration.up().file();
        int end = 0;
        while (end < file.length() && file.charAt(end) >= '0' && file.charAt(end) <= '9') {
            end++;
        }
        return file.substring(0, end);
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.LATE : Standing.PENDING;
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        database.command("CREATE TABLE IF NOT EXISTS " + table.quoted() + " (version varchar(128) primary key)");
        database.update("INSERT OR IGNORE INTO " + table.quoted() + " (version) VALUES (?)", key(migration));
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        if (table.isIn(database)) {
            database.update("DELETE FROM " + table.quoted() + " WHERE version = ?", key(migration));
        }
    }
}
