package dev.rollproof.extension;

import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.SeedFile;
import dev.rollproof.verifier.project.SeveritySetting;
import dev.rollproof.verifier.seed.SeedAt;
import java.util.List;

/**
 * The migrations that an annotation means, and what {@code rollproof.json} says of proving them.
 *
 * @param severities empty where there is no such file
 * @param seeds empty where there is no such file
 */
record ChosenMigrations(MigrationSet migrations, List<SeveritySetting> severities, List<SeedFile> seeds) {
    /**
     * How to verify them.
     *
     * @throws InvalidInputException when {@code rollproof.json} names a check or a severity that does not exist, or a seed that
     *     cannot be read
     */
    VerificationOptions options(boolean allowMissing) {
        return VerificationOptions.DEFAULT
                .withSeverities(Checks.severities(severities, allowMissing))
                .withSeeds(seeds.stream()
                        .map(file -> SeedAt.read(file, migrations))
                        .toList());
    }
}
