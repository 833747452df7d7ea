package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.history.MigrationHistory;
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
        this.check = StateCheck.of(migrations, database, history.table(), options);
        check.standingAt(last);
        this.dataVersion = dataVersion();
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
        if (!atomic && (run.succeeded() || run.kept() == 0)) {
            mark.clear();
        }
        if (!run.succeeded()) {
            return Optional.of(failure(migration, direction, run));
        }
        check.passed();
        MigrationStep step = new MigrationStep(
                migration, direction, books.began, run.duration(), books.changes - rows, databaseBytes());
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

        Books(Migration migration, Direction direction, boolean atomic) {
            this.migration = migration;
            this.direction = direction;
            this.atomic = atomic;
        }

        @Override
        public void opened() {
            began = options.clock().instant();
            start = System.nanoTime();
            requireUnchanged();
            if (!atomic && direction == Direction.UP) {
                history.recordStarted(database, migration, began);
            }
        }

        /** The lock keeps other runs out, but no other tool. */
        private void requireUnchanged() {
            long now = dataVersion();
            if (now == dataVersion) {
                return;
            }
            dataVersion = now;
            boolean applied = history.read(database).stream()
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
            check.look(migration, direction, statements());
            if (direction == Direction.UP) {
                history.recordApplied(database, migration, options.clock().instant(), took);
            } else {
                history.recordRolledBack(database, migration, options.clock().instant());
            }
        }

        private List<SqlStatement> statements() {
            return runner.statements(direction.script(migration));
        }
    }
}
