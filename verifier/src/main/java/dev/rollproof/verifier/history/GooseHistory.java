package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * goose's {@code goose_db_version}: a row for each version that was applied, and one for version 0 that is always there. A
 * rollback deletes the row; before 3.0 goose added a second one that says no, so of several the last counts. Nothing in it
 * tells an edited file. As in {@code internal/dialects/sqlite3.go}, {@code up.go} and {@code migrate.go} of 3.27.
 */
final class GooseHistory implements MigrationHistory {
    private static final String CREATE = """
            CREATE TABLE %s (
            \t\tid INTEGER PRIMARY KEY AUTOINCREMENT,
            \t\tversion_id INTEGER NOT NULL,
            \t\tis_applied INTEGER NOT NULL,
            \t\ttstamp TIMESTAMP DEFAULT (datetime('now'))
            \t)""";

    private static final long BEFORE_ALL = 0;

    private final MigrationSet migrations;
    private final HistoryTable table;

    GooseHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(migrations.tracking().table(), List.of("version_id", "is_applied", "tstamp"));
    }

    /** One row. */
    private record Version(long number, boolean applied, Optional<Instant> at) {}

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        Map<Long, Version> last = new LinkedHashMap<>();
        for (Version row : table.read(database, "ORDER BY id", GooseHistory::version)) {
            last.remove(row.number());
            last.put(row.number(), row);
        }
        return last.values().stream()
                .filter(row -> row.applied() && row.number() != BEFORE_ALL)
                .map(this::applied)
                .toList();
    }

    private static Version version(Row row) {
        return new Version(row.number(1), row.number(2) != 0, TextTime.read(row.text(3)));
    }

    private AppliedMigration applied(Version row) {
        String version = String.valueOf(row.number());
        return AppliedMigration.of(Order.versioned(migrations, version), version, row.at(), Optional.empty());
    }

    /** goose looks at all of the table, the versions whose files are gone or are written in Go too. */
    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        long version = table.number(migration.version());
        return applied.stream().anyMatch(row -> Long.parseLong(row.name()) > version)
                ? Standing.OUT_OF_ORDER
                : Standing.PENDING;
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        if (!table.isIn(database)) {
            database.command(CREATE.formatted(table.bare()));
            insert(database, BEFORE_ALL, at);
        }
        recordRolledBack(database, migration, at);
        insert(database, table.number(migration.version()), at);
    }

    private void insert(SqliteDatabase database, long version, Instant at) {
        database.update(
                "INSERT INTO " + table.quoted() + " (version_id, is_applied, tstamp) VALUES (?, 1, ?)",
                version,
                TextTime.seconds(at));
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        if (table.isIn(database)) {
            database.update(
                    "DELETE FROM " + table.quoted() + " WHERE version_id = ?", table.number(migration.version()));
        }
    }
}
