package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * golang-migrate's table, or sqlx's where that is in the database and golang-migrate's is not: their files have the same names,
 * and a folder without a sign above it may be either's.
 */
final class UpDownHistory implements MigrationHistory {
    private final GolangMigrateHistory golangMigrate;
    private final SqlxHistory sqlx;

    UpDownHistory(MigrationSet migrations) {
        this.golangMigrate =
                new GolangMigrateHistory(migrations, migrations.tracking().table());
        this.sqlx = new SqlxHistory(migrations, Tracking.Tool.SQLX.tracking().table());
    }

    private MigrationHistory in(SqliteDatabase database) {
        return sqlx.isIn(database) && !golangMigrate.isIn(database) ? sqlx : golangMigrate;
    }

    @Override
    public String table() {
        return golangMigrate.table();
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return in(database).read(database);
    }

    /** sqlx's answer is golang-migrate's too, to which everything up to its version is applied. */
    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return sqlx.standing(migration, applied);
    }

    @Override
    public void recordStarted(SqliteDatabase database, Migration migration, Instant at) {
        in(database).recordStarted(database, migration, at);
    }

    @Override
    public void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        in(database).recordApplied(database, migration, at, took);
    }

    @Override
    public void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        in(database).recordRolledBack(database, migration, at);
    }
}
