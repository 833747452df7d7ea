package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code _prisma_migrations}, a row for each attempt: begun, finished, or taken for rolled back. {@code apply_migrations.rs},
 * {@code mark_migration_applied.rs}, {@code mark_migration_rolled_back.rs}, {@code sql_migration_persistence.rs} and {@code
 * checksum.rs} of the schema engine, seen with Prisma 6.19.
 */
final class PrismaHistory implements MigrationHistory {
    /** Prisma's own words: SQLite keeps them. */
    private static final String COLUMNS = """
             (
                "id"                    TEXT PRIMARY KEY NOT NULL,
                "checksum"              TEXT NOT NULL,
                "finished_at"           DATETIME,
                "migration_name"        TEXT NOT NULL,
                "logs"                  TEXT,
                "rolled_back_at"        DATETIME,
                "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
                "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
            )""";

    private static final int SHA256_LETTERS = 64;

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MigrationSet migrations;
    private final HistoryTable table;

    PrismaHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(
                migrations.tracking().table(),
                List.of("migration_name", "checksum", "started_at", "finished_at", "logs", "rolled_back_at"));
    }

    @Override
    public String table() {
        return table.name();
    }

    /** An attempt that was not finished comes last: Prisma goes no further until it is resolved. */
    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return table.read(database, "WHERE rolled_back_at IS NULL ORDER BY finished_at IS NULL, rowid", this::applied);
    }

    private AppliedMigration applied(Row row) {
        String name = String.valueOf(row.text(1));
        String checksum = String.valueOf(row.text(2));
        Optional<Instant> started = time(row.value(3));
        Optional<Instant> finished = time(row.value(4));
        Optional<Migration> migration =
                migrations.all().stream().filter(m -> m.name().equals(name)).findFirst();
        // What was only marked as applied began and ended at once.
        Optional<Duration> took = started.flatMap(from -> finished.map(to -> Duration.between(from, to)))
                .filter(duration -> !duration.isZero());
        AppliedMigration applied = AppliedMigration.of(migration, name, finished.or(() -> started), took);
        if (row.value(4) == null) {
            return applied.but(AppliedMigration.State.UNFINISHED, unfinished(row.text(5)));
        }
        return migration.filter(m -> isEdited(m, checksum)).isPresent()
                ? applied.but(
                        AppliedMigration.State.EDITED,
                        "its text is not the one that was applied: the checksum in %s is another's".formatted(table()))
                : applied;
    }

    private static String unfinished(@Nullable String logs) {
        return Optional.ofNullable(logs)
                .flatMap(text -> text.lines().filter(line -> !line.isBlank()).findFirst())
                .map(line -> "it was begun and failed: " + line.strip())
                .orElse("it was begun and not finished");
    }

    /** Shorter checksums are of early versions, which left out the zero that each byte may begin with. */
    private boolean isEdited(Migration migration, String checksum) {
        List<String> now = MigrationFile.of(migrations, migration).sha256WithAnyLineEnds();
        return !now.isEmpty()
                && now.stream()
                        .map(sum -> checksum.isEmpty() || checksum.length() == SHA256_LETTERS ? sum : unpadded(sum))
                        .noneMatch(checksum::equals);
    }

    private static String unpadded(String sum) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < sum.length(); i += 2) {
            letters.append(sum, sum.charAt(i) == '0' ? i + 1 : i, i + 2);
        }
        return letters.toString();
    }

    /** Milliseconds, as Prisma's engine writes them; text where a driver adapter is configured. */
    private static Optional<Instant> time(@Nullable Object value) {
        return value instanceof Number milliseconds
                ? Optional.of(Instant.ofEpochMilli(milliseconds.longValue()))
                : TextTime.read(value instanceof String text ? text : null);
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.LATE : Standing.PENDING;
    }

    @Override
    public void recordStarted(SqliteDatabase database, Migration migration, Instant at) {
        create(database);
        database.update(
                "INSERT INTO " + table.quoted() + " (id, checksum, started_at, migration_name) VALUES (?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                MigrationFile.of(migrations, migration).sha256(),
                written(database, at),
                migration.name());
    }

    /** As {@code migrate deploy} does where it was run here, else as {@code migrate resolve --applied}. */
    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        create(database);
        if (took.isZero()) {
            giveUpUnfinished(database, migration, at);
            if (!isFinished(database, migration)) {
                insertFinished(database, migration, at, at, "", 0);
            }
        } else if (!finishNewest(database, migration, at)) {
            insertFinished(database, migration, at.minus(took), at, null, 1);
        }
    }

    private boolean finishNewest(SqliteDatabase database, Migration migration, Instant at) {
        List<String> begun = database.query(
                "SELECT id FROM " + table.quoted()
                        + " WHERE migration_name = ? AND finished_at IS NULL AND rolled_back_at IS NULL ORDER BY rowid DESC LIMIT 1",
                row -> String.valueOf(row.text(1)),
                migration.name());
        begun.forEach(id -> database.update(
                "UPDATE " + table.quoted()
                        + " SET applied_steps_count = applied_steps_count + 1, finished_at = ? WHERE id = ?",
                written(database, at),
                id));
        return !begun.isEmpty();
    }

    private void insertFinished(
            SqliteDatabase database, Migration migration, Instant from, Instant to, @Nullable String logs, int steps) {
        database.update(
                "INSERT INTO " + table.quoted()
                        + " (id, checksum, logs, started_at, finished_at, migration_name, applied_steps_count) VALUES (?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                MigrationFile.of(migrations, migration).sha256(),
                logs,
                written(database, from),
                written(database, to),
                migration.name(),
                steps);
    }

    /**
     * What was applied loses all its rows: {@code migrate deploy} passes over rows that say rolled back, but {@code migrate
     * status} and {@code migrate resolve} take them for applied. What was begun is marked, as {@code migrate resolve} does.
     */
    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        if (!table.isIn(database)) {
            return;
        }
        if (isFinished(database, migration)) {
            database.update("DELETE FROM " + table.quoted() + " WHERE migration_name = ?", migration.name());
        } else {
            giveUpUnfinished(database, migration, at);
        }
    }

    private void giveUpUnfinished(SqliteDatabase database, Migration migration, Instant at) {
        database.update(
                "UPDATE " + table.quoted()
                        + " SET rolled_back_at = ? WHERE migration_name = ? AND finished_at IS NULL AND rolled_back_at IS NULL",
                written(database, at),
                migration.name());
    }

    private boolean isFinished(SqliteDatabase database, Migration migration) {
        return !database.query(
                        "SELECT 1 FROM " + table.quoted()
                                + " WHERE migration_name = ? AND finished_at IS NOT NULL AND rolled_back_at IS NULL",
                        row -> 1,
                        migration.name())
                .isEmpty();
    }

    private void create(SqliteDatabase database) {
        database.command("CREATE TABLE IF NOT EXISTS " + table.quoted() + COLUMNS);
    }

    /** In the way of the newest row; Prisma reads both. */
    private Object written(SqliteDatabase database, Instant at) {
        boolean text = database.query(
                        "SELECT typeof(started_at) FROM " + table.quoted() + " ORDER BY rowid DESC LIMIT 1",
                        row -> String.valueOf(row.text(1)))
                .contains("text");
        return text ? TEXT.format(at) : at.toEpochMilli();
    }
}
