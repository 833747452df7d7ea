package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.history.AppliedMigration;
import dev.rollproof.verifier.history.MigrationHistory;
import dev.rollproof.verifier.history.MigrationHistory.Standing;
import dev.rollproof.verifier.history.MigrationStatus;
import dev.rollproof.verifier.migration.Declarations;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.seed.SeedAt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs migrations on a real SQLite file, up and down.
 *
 * <p>Each migration and its record are one transaction: whatever ends the process, the database is at a version, and the record
 * says which. What was applied is kept where the layout's own tool keeps it, so that both can work on one file in turn. Two
 * runs on one file never interleave.
 *
 * <pre>{@code
 * MigrationSet migrations = MigrationDirectory.read(Path.of("migrations"), ReadingOptions.of(Layout.AUTO));
 * MigrationResult result = Migrator.of(migrations, Path.of("app.db"), MigratorOptions.DEFAULT).up();
 * }</pre>
 *
 * <p>Nothing is printed; what happens is in the results, and told to the options' listener. Immutable; each call opens the
 * database and closes it.
 */
public final class Migrator {
    private final MigrationSet migrations;
    private final MigrationHistory history;
    private final Path file;
    private final MigratorOptions options;

    private Migrator(MigrationSet migrations, Path file, MigratorOptions options) {
        this.migrations = migrations;
        this.history = MigrationHistory.of(migrations);
        this.file = file;
        this.options = options;
    }

    /**
     * One for the migrations of a directory and a database file, which need not be there yet.
     *
     * @param migrations those that make this database, all of them: where to stop is said to {@link #up(MigrationVersion)}
     */
    public static Migrator of(MigrationSet migrations, Path file, MigratorOptions options) {
        return new Migrator(migrations, file, options);
    }

    /**
     * How the database stands to the migrations. It is only read.
     *
     * @throws InvalidInputException when there is no such file, or it cannot be read
     */
    public MigrationStatus status() {
        OpenDatabase.requireThere(file);
        Path real = OpenDatabase.real(file);
        try (SqliteDatabase database = SqliteDatabase.readOnly(real, DatabaseLimits.OF_A_REAL_DATABASE)) {
            MigrationStatus status = MigrationStatus.of(migrations, history, database);
            return UnfinishedMark.of(real)
                    .standing(status)
                    .map(mark -> status.unfinished(mark.name(), mark.why()))
                    .orElse(status);
        } catch (StatementException e) {
            throw OpenDatabase.unreadable(file, e);
        }
    }

    private MigrationStatus status(OpenDatabase open) {
        return open.reading(() -> MigrationStatus.of(migrations, history, open.database()));
    }

    /**
     * Applies every pending migration.
     *
     * @throws InvalidInputException when nothing was run: another run has the database, it is no database, a migration is
     *     unfinished or out of order, or the tool alone may apply them
     */
    public MigrationResult up() {
        return up(migrations.migrations());
    }

    /**
     * Applies the pending migrations up to a version of the directory, and that version itself.
     *
     * @throws InvalidInputException as {@link #up()}, and when there is no such version
     */
    public MigrationResult up(MigrationVersion to) {
        return up(migrations.upTo(to).migrations());
    }

    private MigrationResult up(List<Migration> wanted) {
        requireOurs("up");
        try (OpenDatabase open = OpenDatabase.of(file, true, "up", options)) {
            MigrationStatus status = status(open);
            requireFinished(open, status);
            warn(status);
            List<Migration> pending = pending(status, wanted);
            if (pending.isEmpty()) {
                return new MigrationResult(List.of(), Optional.empty(), Optional.empty());
            }
            Optional<Path> backup = open.backup(options, false);
            return run(open, status, pending, Direction.UP, backup);
        }
    }

    /**
     * Rolls back, the latest first, every applied migration after a version of the directory.
     *
     * @throws InvalidInputException as {@link #up()}; also when one of them has no rollback, or is declared irreversible:
     *     then none is rolled back
     */
    public MigrationResult down(MigrationVersion to) {
        Set<Migration> kept = new HashSet<>(migrations.upTo(to).migrations());
        return down(kept);
    }

    /** Rolls back every applied migration; as {@link #down(MigrationVersion)}. */
    public MigrationResult downToEmpty() {
        return down(Set.of());
    }

    private MigrationResult down(Set<Migration> kept) {
        requireOurs("down");
        try (OpenDatabase open = OpenDatabase.of(file, false, "down", options)) {
            MigrationStatus status = status(open);
            requireFinished(open, status);
            warn(status);
            List<Migration> undone = new ArrayList<>(status.applied().stream()
                    .filter(migration -> !kept.contains(migration))
                    .toList());
            Collections.reverse(undone);
            requireRollbacks(undone);
            if (undone.isEmpty()) {
                return new MigrationResult(List.of(), Optional.empty(), Optional.empty());
            }
            Optional<Path> backup = open.backup(options, true);
            return run(open, status, undone, Direction.DOWN, backup);
        }
    }

    private MigrationResult run(
            OpenDatabase open,
            MigrationStatus status,
            List<Migration> plan,
            Direction direction,
            Optional<Path> backup) {
        List<Migration> applied = status.applied();
        Optional<Migration> last = applied.isEmpty() ? Optional.empty() : Optional.of(applied.get(applied.size() - 1));
        return open.reading(() -> new MigrationRun(open.database(), open.file(), migrations, history, last, options))
                .run(plan, direction, backup);
    }

    /**
     * What a run would do: it is done for real on a copy, with the same options but without a backup, and told to nobody. The
     * database is only read; what is not there yet is not made.
     *
     * @param folder an empty folder for the copy, which needs as much room as the database; it is empty again afterwards
     * @param run {@code Migrator::up}, for example
     * @throws InvalidInputException as {@code run} does, and when there is no room for a copy
     */
    public DryRun dryRun(Path folder, Function<Migrator, MigrationResult> run) {
        OpenDatabase.requireFile(file);
        if (Files.exists(file)) {
            requireFinished(status());
        }
        MigratorOptions quiet = options.withBackup(false).withListener(event -> {});
        return Rehearsal.of(file, history.table(), folder, copy -> run.apply(new Migrator(migrations, copy, quiet)));
    }

    /**
     * Puts rows into the database as it stands: those for the version at which it stands, and those for no version.
     *
     * @throws InvalidInputException as {@link #up()}
     */
    public SeedResult seed(List<SeedAt> seeds) {
        try (OpenDatabase open = OpenDatabase.of(file, false, "seed", options)) {
            SqliteDatabase database = open.database();
            MigrationStatus status = status(open);
            requireFinished(open, status);
            List<Migration> applied = status.applied();
            Optional<MigrationVersion> standing = applied.isEmpty()
                    ? Optional.empty()
                    : Optional.of(applied.get(applied.size() - 1).version());
            boolean foreignKeys = Engine.of(migrations, options.foreignKeys()).foreignKeys();
            List<SeedAt> passedOver = new ArrayList<>();
            List<SeedAt> done = new ArrayList<>();
            long rows = 0;
            Optional<String> failure = Optional.empty();
            for (SeedAt seed : seeds) {
                if (seed.version().isPresent() && !seed.version().equals(standing)) {
                    passedOver.add(seed);
                } else if (failure.isEmpty()) {
                    long before = database.totalChanges();
                    try {
                        seed.seed().apply(database, foreignKeys);
                        done.add(seed);
                        rows += database.totalChanges() - before;
                    } catch (InvalidInputException e) {
                        failure = Optional.of(String.valueOf(e.getMessage()));
                    }
                }
            }
            return new SeedResult(done, passedOver, rows, failure);
        }
    }

    /**
     * Makes the database anew: all migrations, and the seeds at their versions. What was in it is gone, in one transaction at
     * the end; when a migration or a seed fails, the database is as it was.
     *
     * @param dump a script that makes the database first, an export of production for example: the migrations that its own
     *     table says are applied are not applied again
     * @throws InvalidInputException as {@link #up()}; when the dump or a seed fails
     */
    public MigrationResult reset(Optional<Path> dump, List<SeedAt> seeds) {
        requireOurs("reset");
        try (OpenDatabase open = OpenDatabase.of(file, true, "reset", options)) {
            Optional<Path> backup = open.backup(options, false);
            return new Reset(open, migrations, history, options).run(dump, seeds, backup);
        }
    }

    /** What {@link #resolve} records of a migration. */
    public enum Resolution {
        /** All of it is in the database. */
        APPLIED,
        /** Nothing of it is. */
        ROLLED_BACK
    }

    /**
     * Records how the database stands to one migration, and runs nothing: after one that was interrupted or done by hand.
     *
     * @throws InvalidInputException as {@link #up()}, and when there is no such version
     */
    public void resolve(MigrationVersion version, Resolution resolution) {
        requireOurs("resolve");
        Migration migration = migrations.migrations().stream()
                .filter(m -> m.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "version %s is not among the migrations of this database".formatted(version)));
        try (OpenDatabase open = OpenDatabase.of(file, false, "resolve", options)) {
            open.reading(() -> {
                record(open.database(), migration, resolution);
                return migration;
            });
            UnfinishedMark mark = UnfinishedMark.of(open.file());
            if (mark.read().filter(m -> m.name().equals(migration.name())).isPresent()) {
                mark.clear();
            }
        }
    }

    private void record(SqliteDatabase database, Migration migration, Resolution resolution) {
        database.command("BEGIN IMMEDIATE");
        if (resolution == Resolution.APPLIED) {
            history.recordApplied(database, migration, options.clock().instant(), Duration.ZERO);
        } else {
            history.recordRolledBack(database, migration, options.clock().instant());
        }
        database.command("COMMIT");
    }

    private void requireOurs(String command) {
        history.keptBy().ifPresent(tool -> {
            throw new InvalidInputException(
                    "%s is not for the migrations of %s: what stands in %s only %s itself can write. Nothing was run; use %s for it, and status to see what it applied"
                            .formatted(command, tool, history.table(), tool, tool));
        });
    }

    private static void requireFinished(OpenDatabase open, MigrationStatus status) {
        UnfinishedMark mark = UnfinishedMark.of(open.file());
        mark.standing(status).ifPresent(begun -> {
            throw unfinished(begun.name(), begun.why());
        });
        mark.clear();
        requireFinished(status);
    }

    private static void requireFinished(MigrationStatus status) {
        for (AppliedMigration row : status.unfinished()) {
            throw unfinished(row.name(), row.remark().orElse("it did not come to its end"));
        }
    }

    private static InvalidInputException unfinished(String name, String why) {
        return new InvalidInputException(
                "%s is unfinished: %s. Nothing was run. Look at what of it is in the database, put that right, and record it with resolve --applied or resolve --rolled-back"
                        .formatted(name, why));
    }

    /** Those of {@code wanted} that are applied now, in their order. */
    private List<Migration> pending(MigrationStatus status, List<Migration> wanted) {
        List<Migration> late = status.standing(Standing.OUT_OF_ORDER).stream()
                .filter(wanted::contains)
                .toList();
        if (!late.isEmpty() && !options.outOfOrder()) {
            throw new InvalidInputException(
                    "%s %s not applied, and later migrations are. Nothing was run; give %s a later version, or apply %s out of order with --out-of-order"
                            .formatted(
                                    names(late),
                                    late.size() == 1 ? "is" : "are",
                                    late.size() == 1 ? "it" : "them",
                                    late.size() == 1 ? "it" : "them"));
        }
        Set<Migration> next = new HashSet<>(late);
        next.addAll(status.standing(Standing.PENDING));
        next.addAll(status.standing(Standing.LATE));
        return wanted.stream().filter(next::contains).toList();
    }

    private void warn(MigrationStatus status) {
        List<Migration> passedOver = status.standing(Standing.PASSED_OVER);
        if (!passedOver.isEmpty()) {
            warn("%s: never applied to this database, because later ones are; %s passes over it, and so does this run"
                    .formatted(names(passedOver), migrations.layout()));
        }
        status.lines()
                .forEach(line -> line.applied().ifPresent(row -> {
                    if (line.migration().isEmpty()) {
                        warn(row.name() + " is applied, and its file is not here");
                    }
                    row.remark().ifPresent(this::warn);
                }));
    }

    private void warn(String message) {
        options.listener().accept(new MigratorEvent.Warning(message));
    }

    private static void requireRollbacks(List<Migration> undone) {
        List<Migration> without =
                undone.stream().filter(m -> m.rollback().isEmpty()).toList();
        if (!without.isEmpty()) {
            throw new InvalidInputException("%s %s no rollback. Nothing was rolled back; scaffold writes rollbacks"
                    .formatted(names(without), without.size() == 1 ? "has" : "have"));
        }
        undone.stream()
                .filter(m -> Declarations.of(m).irreversible())
                .findFirst()
                .ifPresent(m -> {
                    throw new InvalidInputException(m.name() + " is declared irreversible. Nothing was rolled back");
                });
    }

    private static String names(List<Migration> some) {
        return some.stream().map(Migration::name).collect(Collectors.joining(", "));
    }
}
