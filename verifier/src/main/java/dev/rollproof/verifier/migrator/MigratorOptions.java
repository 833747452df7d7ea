package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How a {@link Migrator} works.
 *
 * @param foreignKeys {@code PRAGMA foreign_keys} while scripts run; empty: as the layout's own tool has it
 * @param statementTimeout how long one statement of a script may run; positive
 * @param backup whether a copy of the database is made first; empty: before a way down only
 * @param waiting whether to wait for another run on the same database, rather than refuse
 * @param outOfOrder whether migrations are applied after later ones where the tool refuses that
 * @param snapshots the committed snapshots, by version: where one is there, the schema must be that after the migration
 * @param clock what tells the time that is recorded
 * @param listener told what happens, in the thread that runs
 */
public record MigratorOptions(
        Optional<Boolean> foreignKeys,
        Duration statementTimeout,
        Optional<Boolean> backup,
        boolean waiting,
        boolean outOfOrder,
        Function<MigrationVersion, Optional<SchemaSnapshot>> snapshots,
        Clock clock,
        Consumer<MigratorEvent> listener) {

    /** As the tool has it, 30 seconds, a copy before a way down, no waiting, no late migrations, no snapshots. */
    public static final MigratorOptions DEFAULT = new MigratorOptions(
            Optional.empty(),
            DatabaseLimits.OF_A_REAL_DATABASE.statementTimeout(),
            Optional.empty(),
            false,
            false,
            version -> Optional.empty(),
            Clock.systemUTC(),
            event -> {});

    /** These options with {@code PRAGMA foreign_keys} on or off, whatever the layout says. */
    public MigratorOptions withForeignKeys(Optional<Boolean> other) {
        return new MigratorOptions(other, statementTimeout, backup, waiting, outOfOrder, snapshots, clock, listener);
    }

    /** These options with another limit for each statement. */
    public MigratorOptions withStatementTimeout(Duration other) {
        return new MigratorOptions(foreignKeys, other, backup, waiting, outOfOrder, snapshots, clock, listener);
    }

    /** These options with a copy before every run, or before none. */
    public MigratorOptions withBackup(boolean other) {
        return new MigratorOptions(
                foreignKeys, statementTimeout, Optional.of(other), waiting, outOfOrder, snapshots, clock, listener);
    }

    /** These options, waiting for other runs or not. */
    public MigratorOptions withWaiting(boolean other) {
        return new MigratorOptions(
                foreignKeys, statementTimeout, backup, other, outOfOrder, snapshots, clock, listener);
    }

    /** These options, with late migrations or without. */
    public MigratorOptions withOutOfOrder(boolean other) {
        return new MigratorOptions(foreignKeys, statementTimeout, backup, waiting, other, snapshots, clock, listener);
    }

    /** These options with snapshots that the schema is held against. */
    public MigratorOptions withSnapshots(Function<MigrationVersion, Optional<SchemaSnapshot>> other) {
        return new MigratorOptions(foreignKeys, statementTimeout, backup, waiting, outOfOrder, other, clock, listener);
    }

    /** These options with another clock. */
    public MigratorOptions withClock(Clock other) {
        return new MigratorOptions(
                foreignKeys, statementTimeout, backup, waiting, outOfOrder, snapshots, other, listener);
    }

    /** These options with somebody who is told what happens. */
    public MigratorOptions withListener(Consumer<MigratorEvent> other) {
        return new MigratorOptions(foreignKeys, statementTimeout, backup, waiting, outOfOrder, snapshots, clock, other);
    }
}
