package dev.rollproof.extension;

import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.SeveritySetting;
import java.util.List;

/**
 * The migrations that an annotation means.
 *
 * @param severities what {@code rollproof.json} says of the checks; empty where there is none
 */
record ChosenMigrations(MigrationSet migrations, List<SeveritySetting> severities) {
    /**
     * How to verify them.
     *
     * @throws InvalidInputException when {@code rollproof.json} names a check or a severity that does not exist
     */
    VerificationOptions options(boolean allowMissing) {
        return VerificationOptions.DEFAULT.withSeverities(Checks.severities(severities, allowMissing));
    }
}
