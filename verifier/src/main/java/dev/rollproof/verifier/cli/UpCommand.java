package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.migrator.Migrator;
import dev.rollproof.verifier.migrator.MigratorOptions;
import dev.rollproof.verifier.report.RunReport.Mode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: apply what is pending. */
@Command(
        name = "up",
        description = "Apply the pending migrations to a SQLite file, each with its record in one transaction.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private RunnerChoice choice = new RunnerChoice();

    @Option(names = "--to", paramLabel = "VERSION", description = "Only up to this version.")
    private @Nullable String to;

    @Option(
            names = "--dry-run",
            description = "Run everything on a copy, and say what it would change: schema, rows, time.")
    private boolean dryRun;

    @Option(names = "--backup", description = "Copy the file first, beside it.")
    private boolean backup;

    @Option(
            names = "--out-of-order",
            description = "Apply migrations too that come before applied ones, where their tool would refuse.")
    private boolean outOfOrder;

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

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Run run = new Run(surroundings, choice, format, dryRun ? Mode.DRY_RUN : Mode.REAL, Direction.UP);
        int exitCode = choice.each(surroundings, this::prepare, database -> up(database, run), run::refused);
        run.end();
        return exitCode;
    }

    private void prepare(List<RealDatabase> databases) {
        running.options(surroundings);
        databases.forEach(this::wanted);
    }

    private int up(RealDatabase database, Run run) {
        MigratorOptions options = released.of(running.options(surroundings), database, surroundings)
                .withBackup(backup)
                .withOutOfOrder(outOfOrder);
        return run.on(
                database,
                options,
                migrator -> way(database, migrator),
                migrator -> nothing(wanted(database), migrator));
    }

    private MigrationResult way(RealDatabase database, Migrator migrator) {
        return to == null ? migrator.up() : migrator.up(database.migrations().version(to));
    }

    private MigrationSet wanted(RealDatabase database) {
        return to == null ? database.migrations() : database.migrations().upTo(to);
    }

    private String nothing(MigrationSet wanted, Migrator migrator) {
        int all = wanted.migrations().size();
        long applied = migrator.status().applied().stream()
                .filter(wanted.migrations()::contains)
                .count();
        String which = all + (all == 1 ? " migration" : " migrations") + (to == null ? "" : " up to " + to);
        return applied == all
                ? "nothing to apply: %s applied".formatted(all == 1 ? which + " is" : "all " + which + " are")
                : "nothing to apply: %d of %s are applied, and status says why not the others"
                        .formatted(applied, which);
    }
}
