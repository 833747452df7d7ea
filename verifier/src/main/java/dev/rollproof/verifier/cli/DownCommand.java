package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.report.RunReport.Mode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code down}: roll back. */
@Command(
        name = "down",
        description = "Roll back, the latest first, what is applied to a SQLite file after a version.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DownCommand implements Callable<Integer> {
    private static final MigrationVersion ZERO = MigrationVersion.of("0");

    private final Surroundings surroundings;

    @Mixin
    private RunnerChoice choice = new RunnerChoice();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            required = true,
            description = "The version that stays, with those before it; 0 for none, unless there is a version 0.")
    private String to = "";

    @Option(
            names = "--dry-run",
            description = "Run everything on a copy, and say what it would change: schema, rows, time.")
    private boolean dryRun;

    @Option(
            names = "--no-backup",
            description = "Do not copy the file first: where it is too large for that, or copied otherwise.")
    private boolean noBackup;

    @Mixin
    private ReleasedSchemas released = new ReleasedSchemas();

    @Mixin
    private RunChoice running = new RunChoice();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The report's form (default: ${DEFAULT-VALUE}).")
    private RunnerFormat format = RunnerFormat.TEXT;

    DownCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Run run = new Run(surroundings, choice, format, dryRun ? Mode.DRY_RUN : Mode.REAL, Direction.DOWN);
        int exitCode = choice.each(surroundings, this::prepare, database -> down(database, run), run::refused);
        run.end();
        return exitCode;
    }

    private void prepare(List<RealDatabase> databases) {
        running.options(surroundings);
        databases.forEach(this::last);
    }

    private int down(RealDatabase database, Run run) {
        Optional<MigrationVersion> last = last(database);
        return run.on(
                database,
                released.of(running.options(surroundings), database, surroundings)
                        .withBackup(!noBackup),
                migrator -> last.map(migrator::down).orElseGet(migrator::downToEmpty),
                migrator -> "nothing to roll back: no migration%s is applied"
                        .formatted(last.isPresent() ? " after " + to : ""));
    }

    /** The version that stays; empty where none does. */
    private Optional<MigrationVersion> last(RealDatabase database) {
        MigrationSet migrations = database.migrations();
        boolean nothing = MigrationVersion.isVersion(to)
                && MigrationVersion.of(to).equals(ZERO)
                && migrations.all().stream().noneMatch(DownCommand::isZero);
        return nothing ? Optional.empty() : Optional.of(migrations.version(to));
    }

    private static boolean isZero(Migration migration) {
        return migration.version().equals(ZERO)
                || MigrationVersion.leading(migration.name())
                        .filter(ZERO::equals)
                        .isPresent();
    }
}
