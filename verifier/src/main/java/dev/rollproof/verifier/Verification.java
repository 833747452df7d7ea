package dev.rollproof.verifier;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.seed.SeedAt;
import dev.rollproof.verifier.synthetic.SyntheticRows;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is to be proven, and how. Immutable, and the same for all who work on it.
 *
 * @param engine what every script finds
 */
record Verification(MigrationSet source, VerificationOptions options, Engine engine) {
    /** Far more than a made row takes, twice in a rebuild and with its indexes. */
    private static final long BYTES_A_MADE_ROW = 1024;

    /**
     * The index of the first migration to look at: by its place in the directory, which a filter may have left without it.
     *
     * @throws InvalidInputException when there is none: nothing is proven where nothing ran
     */
    int first() {
        List<MigrationVersion> versions =
                source.all().stream().map(Migration::version).toList();
        int from = options.from().map(versions::indexOf).orElse(0);
        int first = from < 0 ? versions.size() : from;
        List<Migration> chosen = source.migrations();
        return IntStream.range(0, chosen.size())
                .filter(i -> versions.indexOf(chosen.get(i).version()) >= first)
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException("no migration is left of the %d in %s; look at what chooses them"
                                .formatted(versions.size(), source.directory())));
    }

    /** An empty database for the rows of migrations and seeds alone. */
    Lane bareLane() {
        return Lane.empty(options.limits(), engine);
    }

    /** A lane in which rows are made. */
    RowsLane rowsLane() {
        return new RowsLane(limitsWithRows(), engine, SyntheticRows.of(options.rows(), options.rowSeed()));
    }

    /** The seeds that go in after the migration at {@code index}; those without a version after the last. */
    List<Seed> seedsAfter(int index) {
        List<Migration> migrations = source.migrations();
        boolean last = index == migrations.size() - 1;
        return options.seeds().stream()
                .filter(seed -> seed.version()
                        .map(migrations.get(index).version()::equals)
                        .orElse(last))
                .map(SeedAt::seed)
                .toList();
    }

    /** Made rows are ours: they take nothing of what the scripts may fill. */
    private DatabaseLimits limitsWithRows() {
        DatabaseLimits limits = options.limits();
        return new DatabaseLimits(
                limits.statementTimeout(),
                limits.maxBytes() + options.rows() * BYTES_A_MADE_ROW,
                limits.maxValueBytes());
    }
}
