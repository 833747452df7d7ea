package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every check, and the one place where they are listed. */
public final class Checks {
    /** In the order in which their findings are reported. */
    public static final List<Check> ALL = List.of(
            new DuplicateVersion(),
            new VersionGap(),
            new RollbackWithoutMigration(),
            new UnrecognisedFile(),
            new StatementRefused(),
            new StatementTimeout(),
            new MigrationFailed(),
            new DanglingReferenceLeft(),
            new RollbackMissing(),
            new RollbackEmpty(),
            new RollbackFailed(),
            new SchemaNotRestored(),
            new ColumnOrderDiffers(),
            new SettingsNotRestored(),
            new ReapplyFailed(),
            new ReapplyDiffers(),
            new DescentDiffers(),
            new ConnectionStateLeaked(),
            new TextDiffers());

    private final Map<String, Severity> severities;

    private Checks(Map<String, Severity> severities) {
        this.severities = Map.copyOf(severities);
    }

    /** All checks, with {@code severities} by check id in place of their own. */
    public static Checks with(Map<String, Severity> severities) {
        return new Checks(severities);
    }

    /** What all checks find in one migration. */
    public List<Finding> examine(Step step) {
        return findings(check -> check.examine(step));
    }

    /** What all checks find in the directory as a whole. */
    public List<Finding> examine(MigrationSet migrations) {
        return findings(check -> check.examine(migrations));
    }

    private List<Finding> findings(Function<Check, List<Finding>> examine) {
        return ALL.stream().flatMap(check -> weighed(examine.apply(check))).toList();
    }

    private Stream<Finding> weighed(List<Finding> findings) {
        return findings.stream().map(f -> f.with(severities.getOrDefault(f.check(), f.severity())));
    }
}
