package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * golang-migrate's table or sqlx's: their files have the same names. Where one of the two is in the database, it is that one's;
 * else what stands above the folder says whose the files are.
 */
final class UpDownHistory implements MigrationHistory {
    private final boolean isSqlxs;
    private final GolangMigrateHistory golangMigrate;
    private final SqlxHistory sqlx;

    UpDownHistory(MigrationSet migrations) {
        Tracking own = migrations.tracking();
        this.isSqlxs = own.tool() == Tracking.Tool.SQLX;
        Tracking other = (isSqlxs ? Tracking.Tool.GOLANG_MIGRATE : Tracking.Tool.SQLX).tracking();
        this.golangMigrate = new GolangMigrateHistory(migrations, (isSqlxs ? other : own).table());
        this.sqlx = new SqlxHistory(migrations, (isSqlxs ? own : other).table());
    }

    private MigrationHistory in(SqliteDatabase database) {
        boolean sqlxWasHere = sqlx.isIn(database);
        boolean other = golangMigrate.isIn(database);
        return (sqlxWasHere == other ? isSqlxs : sqlxWasHere) ? sqlx : golangMigrate;
    }

    @Override
    public String table() {
        return (isSqlxs ? sqlx : golangMigrate).table();
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
