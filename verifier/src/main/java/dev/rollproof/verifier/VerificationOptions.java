package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.Map;
import java.util.Optional;

/**
 * How to verify.
 *
 * @param limits what a statement may cost
 * @param foreignKeys {@code PRAGMA foreign_keys} while scripts run; empty: as the layout's own tool has it
 * @param from the first migration to verify; those before it are applied only; empty: from the first
 * @param severities by check id, in place of the checks' own
 */
public record VerificationOptions(
        DatabaseLimits limits,
        Optional<Boolean> foreignKeys,
        Optional<MigrationVersion> from,
        Map<String, Severity> severities) {
    /** Everything as each check and layout has it. */
    public static final VerificationOptions DEFAULT =
            new VerificationOptions(DatabaseLimits.DEFAULT, Optional.empty(), Optional.empty(), Map.of());

    public VerificationOptions {
        severities = Map.copyOf(severities);
    }
}
