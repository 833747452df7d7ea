package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.synthetic.SyntheticRows;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Proves, migration by migration, that each rollback restores exactly the schema and the rows that were there before: up,
 * rollback, up again, on what the migrations and seeds before it left and on rows made for it, and at last the whole way down
 * from the latest version, all on real SQLite.
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
        int first = first(migrations);
        Checks checks = Checks.with(options.severities());
        Engine engine = Engine.of(migrations, options.foreignKeys());
        return new VerificationReport(
                migrations,
                engine.foreignKeys(),
                options.rows(),
                options.rowSeed(),
                checks.examine(migrations),
                verdicts(migrations, first, engine, checks));
    }

    private List<MigrationVerdict> verdicts(MigrationSet migrations, int first, Engine engine, Checks checks) {
        SyntheticRows made = SyntheticRows.of(options.rows(), options.rowSeed());
        try (Lane bare = Lane.empty(options.limits(), engine);
                RowsLane rows = new RowsLane(limitsWithRows(), engine, made)) {
            Trail trail = Trail.from(bare, engine.foreignKeys());
            Ascent ascent = Ascent.of(migrations, first, options.seeds(), trail, rows);
            List<Step> steps = Descent.of(ascent.steps(), trail);
            Stream<MigrationVerdict> reached = IntStream.range(0, steps.size())
                    .mapToObj(i -> Suggestion.beside(
                            MigrationVerdict.of(steps.get(i), checks.examine(steps.get(i))),
                            steps.get(i),
                            trail,
                            first + i));
            Stream<MigrationVerdict> unreached = ascent.unreached().stream().map(MigrationVerdict::unverified);
            return Stream.concat(reached, unreached).toList();
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

    /** The index of the first migration to prove: by its place in the directory, which a filter may have left without it. */
    private int first(MigrationSet migrations) {
        List<Migration> all = migrations.all();
        List<MigrationVersion> versions = all.stream().map(Migration::version).toList();
        int from = options.from().map(versions::indexOf).orElse(0);
        int first = from < 0 ? versions.size() : from;
        List<Migration> chosen = migrations.migrations();
        return IntStream.range(0, chosen.size())
                .filter(i -> versions.indexOf(chosen.get(i).version()) >= first)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "no migration is left to verify of the %d in %s; look at what chooses them"
                                .formatted(all.size(), migrations.directory())));
    }
}
