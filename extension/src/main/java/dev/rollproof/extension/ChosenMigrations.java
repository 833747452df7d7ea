package dev.rollproof.extension;

import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Check;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.NearestName;
import dev.rollproof.verifier.project.SeveritySetting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The migrations that an annotation means.
 *
 * @param severities what {@code rollproof.json} says of the checks; empty where it was not read
 */
record ChosenMigrations(MigrationSet migrations, List<SeveritySetting> severities) {
    private static final String ROLLBACK_MISSING = "rollback-missing";

    /**
     * How to verify them.
     *
     * @throws InvalidInputException when {@code rollproof.json} names a check or a severity that does not exist
     */
    VerificationOptions options(boolean allowMissing) {
        Map<String, Severity> byCheck = new HashMap<>();
        severities.forEach(setting -> byCheck.put(check(setting), severity(setting)));
        if (allowMissing) {
            byCheck.put(ROLLBACK_MISSING, Severity.NOTE);
        }
        VerificationOptions standard = VerificationOptions.DEFAULT;
        return new VerificationOptions(standard.limits(), standard.foreignKeys(), Optional.empty(), byCheck);
    }

    private static String check(SeveritySetting setting) {
        return known(
                setting,
                "check",
                setting.check(),
                Checks.ALL.stream().map(Check::id).toList());
    }

    private static Severity severity(SeveritySetting setting) {
        List<String> ids = Arrays.stream(Severity.values()).map(Severity::id).toList();
        return Severity.valueOf(
                known(setting, "severity", setting.severity(), ids).toUpperCase(Locale.ROOT));
    }

    private static String known(SeveritySetting setting, String what, String given, List<String> known) {
        if (!known.contains(given)) {
            throw new InvalidInputException("%s: there is no %s \"%s\"; did you mean %s?"
                    .formatted(setting.where(), what, given, NearestName.of(given, known)));
        }
        return given;
    }
}
