package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.project.SeedFile;
import dev.rollproof.verifier.seed.SeedAt;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The rows that go into real databases. */
final class SeedChoice {
    @Option(
            names = "--seed",
            paramLabel = "FILE[@VERSION]",
            description =
                    "Rows to put in: .sql, .csv (named after its table) or .json; only where the database stands at"
                            + " VERSION, if one is given; may be repeated (default: \"seeds\" in rollproof.json).")
    private List<String> given = List.of();

    /** The seeds of each database. */
    Map<RealDatabase, List<SeedAt>> of(List<RealDatabase> databases, Surroundings surroundings) {
        if (!given.isEmpty()) {
            RunnerChoice.requireOne(databases, "--seed is for one database");
        }
        return databases.stream()
                .collect(Collectors.toMap(database -> database, database -> of(database, surroundings)));
    }

    private List<SeedAt> of(RealDatabase database, Surroundings surroundings) {
        List<SeedFile> files = given.isEmpty()
                ? database.database().seeds()
                : given.stream().map(text -> file(text, surroundings)).toList();
        return files.stream()
                .map(file -> SeedAt.read(file, database.migrations()))
                .toList();
    }

    private static SeedFile file(String text, Surroundings surroundings) {
        try {
            return SeedFile.of(surroundings.workingDirectory(), text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("--seed \"%s\" is no path: %s".formatted(text, e.getReason()), e);
        }
    }
}
