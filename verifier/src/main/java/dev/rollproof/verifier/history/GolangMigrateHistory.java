package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * golang-migrate's {@code schema_migrations}: one row, the version that the database stands at, and whether a script was begun
 * and not ended. So every migration up to it counts as applied, also one whose file was added later, and nothing tells when,
 * or whether a file was edited. No row is no version. As in {@code database/sqlite3/sqlite3.go} and {@code migrate.go} of
 * 2026-07.
 */
final class GolangMigrateHistory implements MigrationHistory {
    /** What golang-migrate calls no version; it is in the table only while the rollback of the first migration runs. */
    private static final long BEFORE_ALL = -1;

    private final MigrationSet migrations;
    private final HistoryTable table;

    GolangMigrateHistory(MigrationSet migrations, String table) {
        this.migrations = migrations;
        this.table = new HistoryTable(table, List.of("version", "dirty"));
    }

    /** What the row says. */
    private record Stand(long version, boolean dirty) {
        boolean reaches(Migration migration) {
            return version > BEFORE_ALL
                    && MigrationVersion.of(String.valueOf(version)).compareTo(migration.version()) >= 0;
        }
    }

    @Override
    public String table() {
        return table.name();
    }

    /** Whether its table is there; dbmate has one of that name too, with the version alone. */
    boolean isIn(SqliteDatabase database) {
        return table.has(database, "dirty");
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return stand(database).map(this::applied).orElse(List.of());
    }

    private Optional<Stand> stand(SqliteDatabase database) {
        if (table.isIn(database) && table.has(database, "version") && !table.has(database, "dirty")) {
            throw new InvalidInputException(
                    "the table %s in the database is not golang-migrate's, which has a column dirty; without one it is dbmate's. Give --layout dbmate and its folder, or the database that golang-migrate works on"
                            .formatted(table.name()));
        }
        return table.read(database, "LIMIT 1", row -> new Stand(row.number(1), row.number(2) != 0)).stream()
                .findFirst();
    }

    private List<AppliedMigration> applied(Stand stand) {
        List<AppliedMigration> applied = new ArrayList<>();
        for (Migration migration : migrations.all()) {
            if (stand.reaches(migration)) {
                applied.add(row(Optional.of(migration), migration.version().text()));
            }
        }
        String current = String.valueOf(stand.version());
        if (stand.version() > BEFORE_ALL && Order.versioned(migrations, current).isEmpty()) {
            applied.add(row(Optional.empty(), current));
        }
        if (stand.dirty()) {
            begun(stand, applied);
        }
        return applied;
    }

    private static AppliedMigration row(Optional<Migration> migration, String version) {
        return AppliedMigration.of(migration, version, Optional.empty(), Optional.empty());
    }

    /** golang-migrate notes the version that it is on the way to, upwards and downwards. */
    private void begun(Stand stand, List<AppliedMigration> applied) {
        if (stand.version() == BEFORE_ALL) {
            migrations.all().stream()
                    .findFirst()
                    .map(first -> row(Optional.of(first), first.version().text()))
                    .ifPresent(first -> applied.add(first.but(
                            AppliedMigration.State.UNFINISHED,
                            "golang-migrate began the rollback of the first migration and did not end it")));
            return;
        }
        int last = applied.size() - 1;
        applied.set(
                last,
                applied.get(last)
                        .but(
                                AppliedMigration.State.UNFINISHED,
                                "version %d is dirty: its up, or the rollback of the one after it, was begun and not ended"
                                        .formatted(stand.version())));
    }

    /** Whatever is not applied is above the version, and next. */
    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Standing.PENDING;
    }

    /**
     * Stands at the migration, dirty.
     *
     * @throws InvalidInputException when later ones are applied
     */
    @Override
    public void recordStarted(SqliteDatabase database, Migration migration, Instant at) {
        stand(database).ifPresent(stand -> requireNoneBeyond(stand, migration));
        write(database, table.number(migration.version()), true);
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        // A later version says so already, and going back to this one would apply the later ones again.
        if (stand(database).filter(stand -> isBeyond(stand, migration)).isEmpty()) {
            write(database, table.number(migration.version()), false);
        }
    }

    /**
     * Goes back to the version before.
     *
     * @throws InvalidInputException when later ones are applied
     */
    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        Optional<Stand> stand = stand(database);
        if (stand.isEmpty()) {
            return;
        }
        requireNoneBeyond(stand.get(), migration);
        long before = migrations.all().stream()
                .map(Migration::version)
                .filter(version -> version.compareTo(migration.version()) < 0)
                .reduce((first, second) -> second)
                .map(table::number)
                .orElse(BEFORE_ALL);
        if (stand.get().reaches(migration) || stand.get().version() == before) {
            write(database, before, false);
        }
    }

    private void requireNoneBeyond(Stand stand, Migration migration) {
        if (isBeyond(stand, migration)) {
            throw new InvalidInputException(
                    "%s holds one version, %d, and can say nothing of %s alone, which comes before it; take back what comes after it first"
                            .formatted(table.name(), stand.version(), migration.name()));
        }
    }

    private static boolean isBeyond(Stand stand, Migration migration) {
        return stand.reaches(migration)
                && !MigrationVersion.of(String.valueOf(stand.version())).equals(migration.version());
    }

    private void write(SqliteDatabase database, long version, boolean dirty) {
        database.command("CREATE TABLE IF NOT EXISTS %s (version uint64,dirty bool)".formatted(table.bare()));
        database.command("CREATE UNIQUE INDEX IF NOT EXISTS version_unique ON %s (version)".formatted(table.bare()));
        database.update("DELETE FROM " + table.quoted());
        if (version > BEFORE_ALL) {
            database.update(
                    "INSERT INTO " + table.quoted() + " (version, dirty) VALUES (?, ?)", version, dirty ? 1 : 0);
        }
    }
}
