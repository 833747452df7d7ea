package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.history.AppliedMigration.State;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * sqlx's {@code _sqlx_migrations}: a row for each version, with the SHA-384 of the up file as it is to the byte, and how many
 * nanoseconds it took. As in {@code sqlx-sqlite/src/migrate.rs} and {@code sqlx-core/src/migrate} of 0.8.6 and 0.9.0-alpha.1.
 */
final class SqlxHistory implements MigrationHistory {
    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS %s (
                version BIGINT PRIMARY KEY,
                description TEXT NOT NULL,
                installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
                success BOOLEAN NOT NULL,
                checksum BLOB NOT NULL,
                execution_time BIGINT NOT NULL
            )""";

    /** What sqlx writes while it does not know it. */
    private static final long UNKNOWN_TIME = -1;

    private final MigrationSet migrations;
    private final HistoryTable table;

    SqlxHistory(MigrationSet migrations, String table) {
        this.migrations = migrations;
        this.table = new HistoryTable(
                table, List.of("version", "description", "installed_on", "success", "checksum", "execution_time"));
    }

    @Override
    public String table() {
        return table.name();
    }

    boolean isIn(SqliteDatabase database) {
        return table.isIn(database);
    }

    /** The key of the table is no row id, so the rows' ids are in the order in which they came. */
    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return table.read(database, "ORDER BY rowid", this::applied);
    }

    private AppliedMigration applied(Row row) {
        String version = String.valueOf(row.number(1));
        long nanoseconds = row.number(6);
        Optional<Migration> migration = Order.versioned(migrations, version);
        AppliedMigration applied = AppliedMigration.of(
                migration,
                "%s %s".formatted(version, row.text(2)).strip(),
                TextTime.read(row.text(3)),
                nanoseconds < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanoseconds)));
        if (row.number(4) == 0) {
            return applied.but(State.UNFINISHED, "it was begun and not ended; sqlx calls the version dirty");
        }
        boolean same = migration.isEmpty()
                || (row.value(5) instanceof byte[] checksum && Arrays.equals(checksum, checksum(migration.get())));
        return same
                ? applied
                : applied.but(
                        State.EDITED,
                        "%s has another checksum than when it was applied; sqlx stops there"
                                .formatted(migration.get().up().file()));
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.LATE : Standing.PENDING;
    }

    /** On SQLite sqlx itself writes the row only afterwards; the sign that it stopped halfway is one that it knows. */
    @Override
    public void recordStarted(SqliteDatabase database, Migration migration, Instant at) {
        write(database, migration, at, false, UNKNOWN_TIME);
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        write(database, migration, at, true, took.isZero() ? UNKNOWN_TIME : took.toNanos());
    }

    private void write(SqliteDatabase database, Migration migration, Instant at, boolean success, long executionTime) {
        database.command(CREATE.formatted(table.bare()));
        database.update(
                "INSERT OR REPLACE INTO " + table.quoted()
                        + " (version, description, installed_on, success, checksum, execution_time)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                table.number(migration.version()),
                description(migration.up().file()),
                TextTime.seconds(at),
                success ? 1 : 0,
                checksum(migration),
                executionTime);
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        if (table.isIn(database)) {
            database.update("DELETE FROM " + table.quoted() + " WHERE version = ?", table.number(migration.version()));
        }
    }

    /** What stands behind the first underscore, without its ending however often that is there. */
    private static String description(String file) {
        String ending = file.endsWith(".up.sql") ? ".up.sql" : ".sql";
        String description = file.substring(file.indexOf('_') + 1);
        while (description.endsWith(ending)) {
            description = description.substring(0, description.length() - ending.length());
        }
        return description.replace('_', ' ');
    }

    /** The text is the whole file, a byte order mark and carriage returns included. */
    private static byte[] checksum(Migration migration) {
        try {
            return MessageDigest.getInstance("SHA-384")
                    .digest(migration.up().text().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-384", e);
        }
    }
}
