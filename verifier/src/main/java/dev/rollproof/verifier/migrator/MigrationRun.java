package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.history.AppliedMigration;
import dev.rollproof.verifier.history.MigrationHistory;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.Bookkeeping;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.RejectedException;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.run.ScriptRunner;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some migrations one after the other, each with its record in one transaction, until one fails. */
final class MigrationRun {
    private final SqliteDatabase database;
    private final MigrationHistory history;
    private final MigratorOptions options;
    private final ScriptRunner runner;
    private final UnfinishedMark mark;
    private final StateCheck check;
    private final List<MigrationStep> steps = new ArrayList<>();
    /** Changes when another connection has written. */
    private long dataVersion;
    /** What is to be run was found before; another program may have been at work since. */
    private boolean historyIsKnown;

    /**
     * One on a database.
     *
     * @param file its real path
     * @param last the latest migration that is applied
     */
    MigrationRun(
            SqliteDatabase database,
            Path file,
            MigrationSet migrations,
            MigrationHistory history,
            Optional<Migration> last,
            MigratorOptions options) {
        this.database = database;
        this.history = history;
        this.options = options;
        this.runner = ScriptRunner.on(database, Engine.of(migrations, options.foreignKeys()));
        this.mark = UnfinishedMark.of(file);
        this.dataVersion = dataVersion();
        this.check = StateCheck.of(migrations, database, history.table(), options);
        check.standingAt(last);
    }

    /** Run the scripts of {@code migrations} in their order. */
    MigrationResult run(List<Migration> migrations, Direction direction, Optional<Path> backup) {
        for (Migration migration : migrations) {
            Optional<MigrationFailure> failure = step(migration, direction);
            if (failure.isPresent()) {
                options.listener().accept(new MigratorEvent.Failed(failure.get()));
                return new MigrationResult(steps, failure, backup);
            }
        }
        return new MigrationResult(steps, Optional.empty(), backup);
    }

    private Optional<MigrationFailure> step(Migration migration, Direction direction) {
        options.listener().accept(new MigratorEvent.Started(migration, direction));
        boolean atomic = isAtomic(migration, direction);
        if (!atomic) {
            mark.set(migration, direction);
        }
        long rows = database.totalChanges();
        Books books = new Books(migration, direction, atomic);
        ScriptRun run = runner.run(direction.script(migration), books);
        putDurabilityBack(run);
        if (!atomic && (run.succeeded() || run.kept() == 0)) {
            mark.clear();
        }
        if (!run.succeeded()) {
            return Optional.of(failure(migration, direction, run));
        }
        check.passed();
        MigrationStep step =
                new MigrationStep(migration, direction, books.began, run.duration(), books.changes - rows, books.bytes);
        steps.add(step);
        options.listener().accept(new MigratorEvent.Finished(step));
        return Optional.empty();
    }

    private boolean isAtomic(Migration migration, Direction direction) {
        try {
            return runner.isAtomic(direction.script(migration));
        } catch (SqlSyntaxException e) {
            // Nothing of it will run.
            return true;
        }
    }

    /** A script may be content with less, for itself: not for those after it. */
    private void putDurabilityBack(ScriptRun run) {
        if (run.statements().stream()
                .noneMatch(statement -> statement.tokens().get(0).is("PRAGMA"))) {
            return;
        }
        database.command("PRAGMA synchronous=FULL");
        String journal = database.query("PRAGMA journal_mode", row -> String.valueOf(row.text(1)))
                .get(0);
        if (journal.equals("memory") || journal.equals("off")) {
            database.command("PRAGMA journal_mode=DELETE");
        }
    }

    private static MigrationFailure failure(Migration migration, Direction direction, ScriptRun run) {
        ScriptFailure failure = run.failure().get();
        Optional<SourcePosition> lastKept = run.kept() == 0
                ? Optional.empty()
                : Optional.of(run.statements().get(run.kept() - 1).position());
        return new MigrationFailure(
                migration,
                direction,
                run.script().file(),
                failure.position(),
                failure.cause(),
                failure.resultCode(),
                failure.message(),
                run.statements().size(),
                run.kept(),
                lastKept);
    }

    private long dataVersion() {
        return database.query("PRAGMA data_version", row -> row.number(1)).get(0);
    }

    private long databaseBytes() {
        return database.query(
                        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", row -> row.number(1))
                .get(0);
    }

    /** The record of one migration. */
    private final class Books implements Bookkeeping {
        private final Migration migration;
        private final Direction direction;
        private final boolean atomic;
        private Instant began = Instant.EPOCH;
        private long changes;
        private long start;
        private long bytes;

        Books(Migration migration, Direction direction, boolean atomic) {
            this.migration = migration;
            this.direction = direction;
            this.atomic = atomic;
        }

        @Override
        public void opened() {
            began = options.clock().instant();
            start = System.nanoTime();
            recording(() -> {
                requireUnchanged();
                if (!atomic && direction == Direction.UP) {
                    history.recordStarted(database, migration, began);
                }
            });
        }

        /** The lock keeps other runs out, but no other tool. */
        private void requireUnchanged() {
            long now = dataVersion();
            if (now == dataVersion && historyIsKnown) {
                return;
            }
            if (now != dataVersion) {
                check.reread();
            }
            dataVersion = now;
            historyIsKnown = true;
            boolean applied = history.read(database).stream()
                    .filter(row -> row.state() != AppliedMigration.State.UNFINISHED)
                    .anyMatch(row -> row.migration().filter(migration::equals).isPresent());
            if (applied != (direction == Direction.DOWN)) {
                throw new RejectedException("another program has %s it while this run was at work; look with status"
                        .formatted(applied ? "applied" : "taken back"));
            }
        }

        @Override
        public void completed() {
            changes = database.totalChanges();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            // One that opens its own transactions was not kept from others all the time.
            recording(this::requireUnchanged);
            check.look(migration, direction, statements());
            recording(() -> {
                if (direction == Direction.UP) {
                    history.recordApplied(database, migration, options.clock().instant(), took);
                } else {
                    history.recordRolledBack(
                            database, migration, options.clock().instant());
                }
            });
            bytes = databaseBytes();
        }

        /** What the tracking table cannot take fails the migration, and not the run: what was done before it is told. */
        private static void recording(Runnable work) {
            try {
                work.run();
            } catch (InvalidInputException e) {
                throw new RejectedException(String.valueOf(e.getMessage()));
            }
        }

        private List<SqlStatement> statements() {
            return runner.statements(direction.script(migration));
        }
    }
}
