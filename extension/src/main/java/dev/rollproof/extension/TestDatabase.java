package dev.rollproof.extension;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database of one test. It lives as long as the test: then its connections are closed and it is deleted, or
 * kept when the test failed; with {@link Scope#CLASS} as long as the class.
 *
 * <p>The methods that run scripts do so on a connection of their own. They fail with "database is locked" while a
 * connection of the test has a transaction open, and what they do is one transaction a script.
 *
 * <p>Safe for use by several threads, the connections handed out as far as the driver's are.
 */
public final class TestDatabase {
    private final DatabasePlan plan;
    private final StoredDatabase stored;
    private final TestConnections connections;
    /** In the order in which they were applied. */
    private final List<Migration> applied;

    TestDatabase(DatabasePlan plan, StoredDatabase stored) {
        this.plan = plan;
        this.stored = stored;
        this.connections = new TestConnections(stored);
        this.applied = new ArrayList<>(plan.migrations().migrations().subList(0, plan.applied()));
    }

    /**
     * The test's connection: the same one at each call and in each {@code Connection} parameter, until it is closed. It
     * is in auto-commit mode at first.
     *
     * @throws SQLException when SQLite cannot open it
     */
    public Connection connection() throws SQLException {
        return connections.shared();
    }

    /** Opens a new connection at each call. Those that the test leaves open are closed after it. */
    public DataSource dataSource() {
        return connections;
    }

    /** For tools that open connections themselves; they have to close them. */
    public String jdbcUrl() {
        return stored.jdbcUrl();
    }

    /** Where the database is, if it is a file that other programs can open: with {@link Storage#FILE}. */
    public Optional<Path> file() {
        return stored.file();
    }

    /** The version of the last migration that is applied, {@code 5} or {@code 1.2}; an empty text where none is. */
    public String version() {
        synchronized (applied) {
            return applied.isEmpty()
                    ? ""
                    : applied.get(applied.size() - 1).version().text();
        }
    }

    /**
     * Applies the migrations up to a version and that version itself; nothing when the database stands there.
     *
     * @param version one of the directory, or {@link MigratedDatabase#LATEST}
     * @throws InvalidInputException when there is no such version, or the database is past it
     * @throws IllegalStateException when a migration fails; those before it stay applied
     */
    public void migrateTo(long version) {
        climbTo(VersionChoice.of(version));
    }

    /**
     * Applies the migrations up to one that is named by version, by name or by description.
     *
     * @throws InvalidInputException when none or more than one is meant, or the database is past it
     * @throws IllegalStateException when a migration fails; those before it stay applied
     */
    public void migrateTo(String name) {
        climbTo(VersionChoice.named(name));
    }

    /**
     * Applies all migrations that are not applied yet.
     *
     * @throws IllegalStateException when a migration fails; those before it stay applied
     */
    public void migrateToLatest() {
        migrateTo(MigratedDatabase.LATEST);
    }

    /**
     * Runs the rollbacks of the migrations after a version, the last first; nothing when the database stands there.
     *
     * @param version one of the directory, or {@link MigratedDatabase#EMPTY}
     * @throws InvalidInputException when there is no such version, or the database is before it
     * @throws IllegalStateException when a rollback is missing, and then none is run, or when one fails; those before it
     *     stay rolled back
     */
    public void rollbackTo(long version) {
        descendTo(VersionChoice.of(version));
    }

    /**
     * Runs the rollbacks of the migrations after one that is named by version, by name or by description.
     *
     * @throws InvalidInputException when none or more than one is meant, or the database is before it
     * @throws IllegalStateException when a rollback is missing, and then none is run, or when one fails; those before it
     *     stay rolled back
     */
    public void rollbackTo(String name) {
        descendTo(VersionChoice.named(name));
    }

    /**
     * Puts rows in from SQL, CSV and JSON files, as {@link MigratedDatabase#seeds()} does, each in a transaction.
     *
     * @param files relative to the working directory, or {@code classpath:…}
     * @throws InvalidInputException when one is not there or cannot be read; then none goes in
     * @throws IllegalStateException when one fails; those before it stay in
     */
    public void seed(String... files) {
        List<Seed> seeds = Arrays.stream(files).map(DatabasePlan::seed).toList();
        try (SqliteDatabase database = open()) {
            seeds.forEach(seed -> seed.apply(database, plan.foreignKeys()));
        } catch (InvalidInputException e) {
            throw failure(e.getMessage(), e);
        }
    }

    /** Reads the whole schema as it is now. */
    public SchemaSnapshot schema() {
        try (SqliteDatabase database = open()) {
            return SchemaSnapshot.capture(database);
        }
    }

    /**
     * Proves the rollbacks of all its migrations, whatever the database's version. It does so on databases of its own:
     * this one is left as it is. They have made rows and those of the seeds in {@code rollproof.json}; {@link RollbackTest} proves
     * with those of annotations too. A broken rollback is in the report and fails nothing by itself: assert
     * {@link VerificationReport#passed()}.
     *
     * @throws InvalidInputException when {@code rollproof.json} names a check or a severity that does not exist, or a seed that
     *     cannot be read
     */
    public VerificationReport verifyRollbacks() {
        return new RollbackVerifier(plan.chosen().options(false)).verify(plan.migrations());
    }

    /** As {@link TestConnections#close} does. */
    List<String> close(boolean failed) throws SQLException {
        return connections.close(failed);
    }

    private void requireRunning() {
        if (connections.ended()) {
            throw new IllegalStateException("the test has ended, and its database is gone");
        }
    }

    private SqliteDatabase open() {
        requireRunning();
        try {
            return stored.open();
        } catch (InvalidInputException e) {
            throw failure(e.getMessage(), e);
        }
    }

    private void climbTo(VersionChoice asked) {
        requireRunning();
        MigrationSet target = asked.of(plan.migrations());
        synchronized (applied) {
            List<Migration> wanted = target.migrations();
            if (wanted.size() < applied.size()) {
                throw new InvalidInputException(
                        "the database is at version %s, past %s; rollbackTo goes back".formatted(version(), asked));
            }
            try (SqliteDatabase database = open()) {
                for (Migration migration : wanted.subList(applied.size(), wanted.size())) {
                    failIfPresent(scripts(database).run(migration.up()));
                    applied.add(migration);
                }
            }
        }
    }

    private void descendTo(VersionChoice asked) {
        requireRunning();
        MigrationSet target = asked.of(plan.migrations());
        synchronized (applied) {
            int staying = target.migrations().size();
            if (staying > applied.size()) {
                throw new InvalidInputException("the database is at version %s, before %s; migrateTo goes there"
                        .formatted(applied.isEmpty() ? "EMPTY" : version(), asked));
            }
            List<Migration> leaving = new ArrayList<>(applied.subList(staying, applied.size()));
            Collections.reverse(leaving);
            List<MigrationScript> rollbacks =
                    leaving.stream().map(TestDatabase::rollback).toList();
            try (SqliteDatabase database = open()) {
                for (MigrationScript rollback : rollbacks) {
                    failIfPresent(scripts(database).run(rollback));
                    applied.remove(applied.size() - 1);
                }
            }
        }
    }

    private Scripts scripts(SqliteDatabase database) {
        MigrationSet migrations = plan.migrations();
        return Scripts.of(migrations, database);
    }

    private static MigrationScript rollback(Migration migration) {
        return migration
                .rollback()
                .orElseThrow(() -> new IllegalStateException("%s has no rollback; %s would be its file"
                        .formatted(migration.name(), migration.rollbackPlace().inWords())));
    }

    private static void failIfPresent(Optional<String> failure) {
        failure.ifPresent(message -> {
            throw failure(message, null);
        });
    }

    /** SQLite does not say whose lock it met; here it can only be the test's own. */
    private static IllegalStateException failure(@Nullable String message, @Nullable Exception cause) {
        boolean locked = message != null && message.endsWith("database is locked");
        return new IllegalStateException(
                locked
                        ? message
                                + ": a connection of the test has a transaction open; commit it or close the connection first"
                        : message,
                cause);
    }
}
