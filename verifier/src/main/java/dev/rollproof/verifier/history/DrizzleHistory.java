package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code __drizzle_migrations} of Drizzle up to 0.x, a row for each entry of the journal: its {@code when} and the SHA-256 of its
 * file. Drizzle looks at the newest {@code when} alone: it applies what is newer, and passes over the rest
 * ({@code sqlite-core/dialect.js} of drizzle-orm 0.45). It does not keep when anything was applied, and knows no rollback.
 */
final class DrizzleHistory implements MigrationHistory {
    /** The words of the migrator for better-sqlite3; those for other drivers are indented otherwise. */
    private static final String COLUMNS = """
             (
            \t\t\t\tid SERIAL PRIMARY KEY,
            \t\t\t\thash text NOT NULL,
            \t\t\t\tcreated_at numeric
            \t\t\t)""";

    private final MigrationSet migrations;
    private final Map<String, List<Migration>> byTime;
    private final HistoryTable table;

    DrizzleHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.byTime = migrations.all().stream().collect(Collectors.groupingBy(DrizzleHistory::when));
        this.table = new HistoryTable(migrations.tracking().table(), DrizzleRow.COLUMNS);
    }

    @Override
    public String table() {
        return table.name();
    }

    /** Their names are the times at which they were generated: nothing else in the table says which they are. */
    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return rows(database).stream().map(this::applied).toList();
    }

    private List<DrizzleRow> rows(SqliteDatabase database) {
        return table.read(database, "ORDER BY rowid", DrizzleRow::of);
    }

    private AppliedMigration applied(DrizzleRow row) {
        String then = String.valueOf(row.createdAt());
        Optional<Migration> migration = meant(row);
        AppliedMigration applied = AppliedMigration.of(migration, then, Optional.empty(), Optional.empty());
        return migration
                .map(DrizzleHistory::when)
                .filter(now -> !now.equals(then))
                .map(now -> applied.but(
                        AppliedMigration.State.EDITED,
                        "it was applied with the \"when\" %s and has %s in the journal now".formatted(then, now)))
                .orElseGet(() -> row.compared(applied, migrations, table));
    }

    /** The migration of its time; where there are several, or none because the journal was edited, the hash tells. */
    private Optional<Migration> meant(DrizzleRow row) {
        List<Migration> ofItsTime = byTime.getOrDefault(String.valueOf(row.createdAt()), List.of());
        return ofItsTime.size() == 1
                ? ofItsTime.stream().findFirst()
                : row.ofItsText(migrations, ofItsTime.isEmpty() ? migrations.all() : ofItsTime);
    }

    private static String when(Migration migration) {
        return migration.trackedAs().orElseThrow();
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        long when = Long.parseLong(when(migration));
        return applied.stream().anyMatch(row -> number(row.name()) >= when) ? Standing.PASSED_OVER : Standing.PENDING;
    }

    /** What is no number is older than all, as in JavaScript. */
    private static long number(String when) {
        try {
            return Long.parseLong(when);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        database.command("CREATE TABLE IF NOT EXISTS " + table.quoted() + COLUMNS);
        String hash = MigrationFile.of(migrations, migration).sha256();
        long when = Long.parseLong(when(migration));
        database.update(
                "INSERT INTO " + table.quoted()
                        + " (\"hash\", \"created_at\") SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM " + table.quoted()
                        + " WHERE hash = ?1 AND created_at = ?2)",
                hash,
                when);
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        rows(database).stream()
                .filter(row -> meant(row).filter(migration::equals).isPresent())
                .forEach(row -> row.deleteFrom(database, table));
    }
}
