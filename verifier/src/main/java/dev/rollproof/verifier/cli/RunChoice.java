package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migrator.MigratorOptions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How scripts run on a real database. */
final class RunChoice {
    @Option(names = "--wait", description = "Wait for another run on the same database, and for any lock on it.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Stop a statement that runs longer (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = "--foreign-keys",
            paramLabel = "on|off",
            description = "PRAGMA foreign_keys while scripts run (default: as the layout's own tool has it).")
    private @Nullable Switch foreignKeys;

    MigratorOptions options(Surroundings surroundings) {
        if (timeout < 1) {
            throw new InvalidInputException("--timeout " + timeout + " is too short; the least is 1 second");
        }
        return MigratorOptions.DEFAULT
                .withWaiting(wait)
                .withStatementTimeout(Duration.ofSeconds(timeout))
                .withForeignKeys(Optional.ofNullable(foreignKeys).map(Switch.ON::equals))
                .withClock(surroundings.clock());
    }
}
