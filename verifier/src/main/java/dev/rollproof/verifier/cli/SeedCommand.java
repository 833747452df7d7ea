package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migrator.Migrator;
import dev.rollproof.verifier.migrator.SeedResult;
import dev.rollproof.verifier.report.SeedText;
import dev.rollproof.verifier.seed.SeedAt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seed}: put rows into a real database. */
@Command(
        name = "seed",
        description = "Put rows into a SQLite file as it stands, each file in one transaction.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SeedCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private RunnerChoice choice = new RunnerChoice();

    @Mixin
    private SeedChoice seeding = new SeedChoice();

    @Mixin
    private RunChoice running = new RunChoice();

    private Map<RealDatabase, List<SeedAt>> seeds = Map.of();

    SeedCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return choice.each(surroundings, this::read, this::seed, (database, why) -> {});
    }

    private void read(List<RealDatabase> databases) {
        running.options(surroundings);
        seeds = seeding.of(databases, surroundings);
        if (seeds.values().stream().allMatch(List::isEmpty)) {
            throw new InvalidInputException("which rows? Give --seed FILE, or \"seeds\": [\"FILE\"] in rollproof.json");
        }
    }

    private int seed(RealDatabase database) {
        List<SeedAt> wanted = seeds.getOrDefault(database, List.of());
        SeedResult result = Migrator.of(database.migrations(), database.file(), running.options(surroundings))
                .seed(wanted);
        surroundings.out().print(SeedText.of(database.source(surroundings), result));
        if (result.failure().isPresent()) {
            return ExitCode.ERRORS;
        }
        // Nothing is ever green because nothing ran.
        return result.applied().isEmpty() && !wanted.isEmpty() ? ExitCode.UNUSABLE : ExitCode.HOLDS;
    }
}
