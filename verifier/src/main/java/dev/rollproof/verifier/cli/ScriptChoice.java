package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What scripts find while they run, wherever that is. */
final class ScriptChoice {
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

    /** How long a statement may take. */
    Duration timeout() {
        if (timeout < 1) {
            throw new InvalidInputException("--timeout " + timeout + " is too short; the least is 1 second");
        }
        return Duration.ofSeconds(timeout);
    }

    /** What the user says of foreign keys; empty: as the layout's own tool has it. */
    Optional<Boolean> foreignKeys() {
        return Optional.ofNullable(foreignKeys).map(Switch.ON::equals);
    }
}
