package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was applied to a database, in the migration tool's own table: read and written as the tool itself does, so that both
 * can work on one database in turn.
 *
 * <p>Whatever is written is written in the transaction that is open, the one of the migration itself where it has one. A table
 * that is not there yet is made by the first writing, in the tool's own words.
 */
public interface MigrationHistory {

    /** What becomes of a migration that is not applied. */
    enum Standing {
        /** It is next, or after others that are: it is applied in its turn. */
        PENDING,
        /** A later one is applied already; the tool applies it all the same. */
        LATE,
        /** A later one is applied already, and the tool refuses to go on unless it is told to. */
        OUT_OF_ORDER,
        /** A later one is applied already, and the tool never applies it, without a word. */
        PASSED_OVER
    }

    /** How the tool of {@code migrations} keeps what it applied. */
    static MigrationHistory of(MigrationSet migrations) {
        return switch (migrations.tracking().tool()) {
            case NUMBERED -> new NumberedHistory(migrations);
            case DRIZZLE -> new DrizzleHistory(migrations);
            case DRIZZLE_FOLDERS -> new DrizzleFoldersHistory(migrations);
            case WRANGLER -> new WranglerHistory(migrations);
            case PRISMA -> new PrismaHistory(migrations);
            case DBMATE -> new DbmateHistory(migrations);
            case GOLANG_MIGRATE, SQLX -> new UpDownHistory(migrations);
            case DIESEL -> new DieselHistory(migrations);
            case GOOSE -> new GooseHistory(migrations);
            case SQL_MIGRATE -> new SqlMigrateHistory(migrations);
            case FLYWAY -> new FlywayHistory(migrations);
            case LIQUIBASE -> new LiquibaseHistory(migrations);
            case MYBATIS -> new MyBatisHistory(migrations);
        };
    }

    /** The name of the table. */
    String table();

    /**
     * The tool that alone may write to the table, by its name: what it writes there, checksums above all, only it can make.
     * Empty where we write too.
     */
    default Optional<String> keptBy() {
        return Optional.empty();
    }

    /**
     * Everything that the table says was applied, in the order in which it was; nothing where there is no table.
     *
     * @throws dev.rollproof.verifier.migration.InvalidInputException when a table of that name is not the tool's
     */
    List<AppliedMigration> read(SqliteDatabase database);

    /** What becomes of a migration that is not among {@code applied}. */
    Standing standing(Migration migration, List<AppliedMigration> applied);

    /** Before a script that is not one transaction: if the process ends within it, the table should tell. */
    default void recordStarted(SqliteDatabase database, Migration migration, Instant at) {}

    /**
     * After an up; also to say that it was done by hand, whatever the table says of it so far.
     *
     * @param at when it ended
     * @param took how long it ran; zero when it was not run here
     */
    void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took);

    /** After a rollback; also to say that it was taken back by hand, whatever the table says of it so far. */
    void recordRolledBack(SqliteDatabase database, Migration migration, Instant at);
}
