package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migrator.Migrator;
import dev.rollproof.verifier.migrator.Migrator.Resolution;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code resolve}: record how a database stands to one migration, and run nothing. */
@Command(
        name = "resolve",
        description = "Record that a migration is applied, or that it is not, and run nothing: after one that stopped"
                + " halfway, or was done by hand.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResolveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private RunnerChoice choice = new RunnerChoice();

    @ArgGroup(multiplicity = "1")
    private Answer answer = new Answer();

    @Mixin
    private RunChoice running = new RunChoice();

    /** One of two. */
    static final class Answer {
        @Option(names = "--applied", paramLabel = "VERSION", description = "All of this migration is in the database.")
        private @Nullable String applied;

        @Option(
                names = "--rolled-back",
                paramLabel = "VERSION",
                description = "Nothing of this migration is in the database.")
        private @Nullable String rolledBack;
    }

    ResolveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return choice.each(
                surroundings,
                databases -> RunnerChoice.requireOne(databases, "a version may be another migration in each database"),
                this::resolve,
                (database, why) -> {});
    }

    private int resolve(RealDatabase database) {
        boolean applied = answer.applied != null;
        String given = applied ? answer.applied : answer.rolledBack;
        MigrationVersion version = database.migrations().version(String.valueOf(given));
        Migrator.of(database.migrations(), database.file(), running.options(surroundings))
                .resolve(version, applied ? Resolution.APPLIED : Resolution.ROLLED_BACK);
        String name = database.migrations().all().stream()
                .filter(migration -> migration.version().equals(version))
                .map(migration -> migration.name())
                .findFirst()
                .orElseThrow();
        surroundings
                .out()
                .println("%s: %s is recorded as %s"
                        .formatted(surroundings.shown(database.file()), name, applied ? "applied" : "not applied"));
        return ExitCode.HOLDS;
    }
}
