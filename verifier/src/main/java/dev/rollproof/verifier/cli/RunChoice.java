package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migrator.MigratorOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How scripts run on a real database. */
final class RunChoice {
    @Option(names = "--wait", description = "Wait for another run on the same database, and for any lock on it.")
    private boolean wait;

    @Mixin
    private ScriptChoice scripts = new ScriptChoice();

    MigratorOptions options(Surroundings surroundings) {
        return MigratorOptions.DEFAULT
                .withWaiting(wait)
                .withStatementTimeout(scripts.timeout())
                .withForeignKeys(scripts.foreignKeys())
                .withClock(surroundings.clock());
    }
}
