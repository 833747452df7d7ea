package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code __drizzle_migrations} of Drizzle from 1.0 on, a row for each folder, by its name; Drizzle applies every folder without
 * one. A table of 0.x gets its two more columns with the first writing, and its rows the names of the folders that their times
 * and hashes mean ({@code up-migrations/sqlite.js}, {@code migrator.utils.js} and {@code sqlite-core/async/session.js} of
 * drizzle-orm 1.0.0-rc.5).
 */
final class DrizzleFoldersHistory implements MigrationHistory {
    /** The words of the migrator for better-sqlite3; those for other drivers are indented otherwise. */
    private static final String COLUMNS = """
             (
            \t\t\t\tid INTEGER PRIMARY KEY,
            \t\t\t\thash text NOT NULL,
            \t\t\t\tcreated_at numeric,
            \t\t\t\tname text,
            \t\t\t\tapplied_at TEXT
            \t\t\t)""";

    private static final DateTimeFormatter APPLIED_AT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The digits of {@code 20260101120000}. */
    private static final int TIME_DIGITS = 14;

    /** The digits of milliseconds in a time: folders are of seconds. */
    private static final int MILLISECOND_DIGITS = 3;

    private final MigrationSet migrations;
    private final Map<String, Migration> byName = new HashMap<>();
    private final Map<Long, List<Migration>> bySecond = new HashMap<>();
    private final HistoryTable table;
    private final HistoryTable oldTable;

    DrizzleFoldersHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.oldTable = new HistoryTable(migrations.tracking().table(), DrizzleRow.COLUMNS);
        this.table = new HistoryTable(
                oldTable.name(),
                Stream.concat(DrizzleRow.COLUMNS.stream(), Stream.of("name", "applied_at"))
                        .toList());
        for (Migration migration : migrations.all()) {
            byName.put(migration.name(), migration);
            milliseconds(migration.name())
                    .ifPresent(second -> bySecond.computeIfAbsent(second, none -> new ArrayList<>())
                            .add(migration));
        }
    }

    /** A row; those of 0.x have neither a name nor a time. */
    private record FolderRow(
            DrizzleRow kept,
            @Nullable String name,
            @Nullable String appliedAt) {
        static FolderRow of(Row row) {
            return new FolderRow(DrizzleRow.of(row), row.text(3), row.text(4));
        }

        static FolderRow old(Row row) {
            return new FolderRow(DrizzleRow.of(row), null, null);
        }
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        boolean old = isOld(database);
        return rows(database).stream().map(row -> applied(row, old)).toList();
    }

    private boolean isOld(SqliteDatabase database) {
        return table.isIn(database) && !table.has(database, "name");
    }

    private List<FolderRow> rows(SqliteDatabase database) {
        return isOld(database)
                ? oldTable.read(database, "ORDER BY rowid", FolderRow::old)
                : table.read(database, "ORDER BY rowid", FolderRow::of);
    }

    private AppliedMigration applied(FolderRow row, boolean old) {
        Optional<Migration> migration = meant(row);
        String name = row.name() == null ? String.valueOf(row.kept().createdAt()) : row.name();
        AppliedMigration applied =
                AppliedMigration.of(migration, name, TextTime.read(row.appliedAt()), Optional.empty());
        return migration.isPresent() && row.name() == null && !old
                ? applied.but(
                        AppliedMigration.State.EDITED,
                        "Drizzle would apply it again: its row in %s has no name".formatted(table()))
                : row.kept().compared(applied, migrations, table);
    }

    /** The folder of its name; for a row of 0.x that of its second, and where that is not one, the one of its hash. */
    private Optional<Migration> meant(FolderRow row) {
        if (row.name() != null) {
            return Optional.ofNullable(byName.get(row.name()));
        }
        List<Migration> ofItsSecond = bySecond.getOrDefault(second(row.kept().createdAt()), List.of());
        return ofItsSecond.size() == 1
                ? ofItsSecond.stream().findFirst()
                : row.kept().ofItsText(migrations, ofItsSecond.isEmpty() ? migrations.all() : ofItsSecond);
    }

    /** A time without its milliseconds, as Drizzle takes them off: by their digits. */
    private static long second(@Nullable String createdAt) {
        try {
            String time = String.valueOf(createdAt);
            int end = Math.max(0, time.length() - MILLISECOND_DIGITS);
            return Long.parseLong(time.substring(0, end) + "0".repeat(MILLISECOND_DIGITS));
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    /** The time that a folder's name begins with, whatever its month and day are, as JavaScript counts on; empty where none does. */
    private static Optional<Long> milliseconds(String name) {
        if (name.length() < TIME_DIGITS
                || !name.substring(0, TIME_DIGITS).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        LocalDateTime time = LocalDateTime.of(Integer.parseInt(name.substring(0, 4)), 1, 1, 0, 0)
                .plusMonths(Long.parseLong(name.substring(4, 6)) - 1)
                .plusDays(Long.parseLong(name.substring(6, 8)) - 1)
                .plusHours(Long.parseLong(name.substring(8, 10)))
                .plusMinutes(Long.parseLong(name.substring(10, 12)))
                .plusSeconds(Long.parseLong(name.substring(12, TIME_DIGITS)));
        return Optional.of(time.toInstant(ZoneOffset.UTC).toEpochMilli());
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.LATE : Standing.PENDING;
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        if (isOld(database)) {
            giveNames(database);
        }
        database.command("CREATE TABLE IF NOT EXISTS " + table.quoted() + COLUMNS);
        database.update(
                "INSERT INTO " + table.quoted()
                        + " (\"hash\", \"created_at\", \"name\", \"applied_at\") SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM "
                        + table.quoted() + " WHERE name = ?3)",
                MigrationFile.of(migrations, migration).sha256(),
                milliseconds(migration.name()).orElse(null),
                migration.name(),
                APPLIED_AT.format(at));
    }

    /** As Drizzle does it before anything else. */
    private void giveNames(SqliteDatabase database) {
        List<FolderRow> rows = rows(database);
        requireFolders(rows);
        database.command("ALTER TABLE " + table.quoted() + " ADD COLUMN \"name\" text");
        database.command("ALTER TABLE " + table.quoted() + " ADD COLUMN \"applied_at\" TEXT");
        rows.forEach(row -> database.update(
                "UPDATE " + table.quoted() + " SET name = ? WHERE hash = ? AND created_at IS ?",
                meant(row).orElseThrow().name(),
                row.kept().hash(),
                row.kept().createdAt()));
    }

    private void requireFolders(List<FolderRow> rows) {
        List<FolderRow> unknown =
                rows.stream().filter(row -> meant(row).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new InvalidInputException(
                    "the table %s is of Drizzle 0.x, and its rows of created_at %s mean no folder in %s: Drizzle 1.x does not go on either before each row has its folder's name. Put the folders back, or delete the rows if nothing of them is in the database"
                            .formatted(
                                    table(),
                                    unknown.stream()
                                            .map(row ->
                                                    String.valueOf(row.kept().createdAt()))
                                            .collect(Collectors.joining(", ")),
                                    migrations.directory()));
        }
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        rows(database).stream()
                .filter(row -> meant(row).filter(migration::equals).isPresent())
                .forEach(row -> row.kept().deleteFrom(database, table));
    }
}
