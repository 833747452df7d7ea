package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.synthetic.SyntheticRows;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Proves, migration by migration, that each rollback restores exactly the schema that was there before: up, rollback, up
 * again, and at last the whole way down from the latest version, all on real SQLite.
 */
public final class RollbackVerifier {
    /** Far more than a made row takes, twice in a rebuild and with its indexes. */
    private static final long BYTES_A_MADE_ROW = 1024;

    private final VerificationOptions options;

    /** A verifier that works as {@code options} say. */
    public RollbackVerifier(VerificationOptions options) {
        this.options = options;
    }

    /**
     * Verify every migration of {@code migrations}; a failing one hides no other that does not build on it.
     *
     * @throws InvalidInputException when there is none to verify: nothing is proven where nothing ran
     */
    public VerificationReport verify(MigrationSet migrations) {
        if (first(migrations) == migrations.migrations().size()) {
            throw new InvalidInputException("no migration is left to verify of the %d in %s; look at what chooses them"
                    .formatted(migrations.all().size(), migrations.directory()));
        }
        Checks checks = Checks.with(options.severities());
        boolean foreignKeys = options.foreignKeys().orElse(migrations.foreignKeys());
        SyntheticRows made = SyntheticRows.of(options.rows(), options.rowSeed());
        try (Lane bare = Lane.empty(options.limits(), foreignKeys);
                RowsLane rows = new RowsLane(limitsWithRows(), foreignKeys, made)) {
            Trail trail = Trail.from(bare, foreignKeys);
            Ascent ascent = Ascent.of(migrations, first(migrations), options.seeds(), trail, rows);
            List<Step> steps = Descent.of(ascent.steps(), trail);
            int first = first(migrations);
            Stream<MigrationVerdict> reached = IntStream.range(0, steps.size())
                    .mapToObj(i -> Suggestion.beside(
                            MigrationVerdict.of(steps.get(i), checks.examine(steps.get(i))),
                            steps.get(i),
                            trail,
                            first + i));
            Stream<MigrationVerdict> unreached = ascent.unreached().stream().map(MigrationVerdict::unverified);
            return new VerificationReport(
                    migrations,
                    foreignKeys,
                    options.rows(),
                    options.rowSeed(),
                    checks.examine(migrations),
                    Stream.concat(reached, unreached).toList());
        }
    }

    /** Made rows are ours: they take nothing of what the scripts may fill. */
    private DatabaseLimits limitsWithRows() {
        DatabaseLimits limits = options.limits();
        return new DatabaseLimits(
                limits.statementTimeout(),
                limits.maxBytes() + options.rows() * BYTES_A_MADE_ROW,
                limits.maxValueBytes());
    }

    /** The index of the first migration to prove. */
    private int first(MigrationSet migrations) {
        return (int) migrations.migrations().stream()
                .takeWhile(m -> options.from()
                        .filter(from -> m.version().compareTo(from) < 0)
                        .isPresent())
                .count();
    }
}
