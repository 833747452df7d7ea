package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.seed.SeedAt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to verify. {@link #DEFAULT} and the {@code with…} methods make one.
 *
 * @param limits what a statement may cost
 * @param foreignKeys {@code PRAGMA foreign_keys} while scripts run; empty: as the layout's own tool has it
 * @param from the first migration to verify; those before it are applied only; empty: from the first
 * @param severities by check id, in place of the checks' own
 * @param rows how many rows each table holds at least, made ones where a table is short; 0 to a million, 0 for no made rows
 * @param rowSeed what the made rows are made from: the same seed makes the same rows
 * @param seeds rows that the user wrote; those of one version, and those of none, go in in this order
 * @param jobs how many threads may prove at once, at least 1; the verdicts are the same whatever it is. The calling thread is
 *     one of them. A short history keeps only one busy
 * @param progress who is told how far it is
 */
public record VerificationOptions(
        DatabaseLimits limits,
        Optional<Boolean> foreignKeys,
        Optional<MigrationVersion> from,
        Map<String, Severity> severities,
        int rows,
        long rowSeed,
        List<SeedAt> seeds,
        int jobs,
        Progress progress) {
    /** How many rows a table holds unless the user says otherwise. */
    public static final int DEFAULT_ROWS = 3;

    /** More rows measure nothing that these do not. */
    public static final int MOST_ROWS = 1_000_000;

    /** Everything as each check and layout has it. */
    public static final VerificationOptions DEFAULT = new VerificationOptions(
            DatabaseLimits.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            DEFAULT_ROWS,
            1,
            List.of(),
            1,
            Progress.UNTOLD);

    /** Checks the ranges of {@code rows} and {@code jobs}. */
    public VerificationOptions {
        severities = Map.copyOf(severities);
        seeds = List.copyOf(seeds);
        if (rows < 0 || rows > MOST_ROWS) {
            throw new IllegalArgumentException("rows must be 0 to " + MOST_ROWS + ": " + rows);
        }
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be at least 1: " + jobs);
        }
    }

    /** These options with other limits. */
    public VerificationOptions withLimits(DatabaseLimits other) {
        return new VerificationOptions(other, foreignKeys, from, severities, rows, rowSeed, seeds, jobs, progress);
    }

    /** These options with foreign keys on or off; empty: as the layout's own tool has it. */
    public VerificationOptions withForeignKeys(Optional<Boolean> other) {
        return new VerificationOptions(limits, other, from, severities, rows, rowSeed, seeds, jobs, progress);
    }

    /** These options with another first migration to verify; empty: the first. */
    public VerificationOptions withFrom(Optional<MigrationVersion> other) {
        return new VerificationOptions(limits, foreignKeys, other, severities, rows, rowSeed, seeds, jobs, progress);
    }

    /** These options with other severities, by check id. */
    public VerificationOptions withSeverities(Map<String, Severity> other) {
        return new VerificationOptions(limits, foreignKeys, from, other, rows, rowSeed, seeds, jobs, progress);
    }

    /** These options with another number of rows. */
    public VerificationOptions withRows(int other) {
        return new VerificationOptions(limits, foreignKeys, from, severities, other, rowSeed, seeds, jobs, progress);
    }

    /** These options with other rows that the user wrote. */
    public VerificationOptions withSeeds(List<SeedAt> other) {
        return new VerificationOptions(limits, foreignKeys, from, severities, rows, rowSeed, other, jobs, progress);
    }

    /** These options with another number of threads. */
    public VerificationOptions withJobs(int other) {
        return new VerificationOptions(limits, foreignKeys, from, severities, rows, rowSeed, seeds, other, progress);
    }

    /** These options with somebody else who is told how far it is. */
    public VerificationOptions withProgress(Progress other) {
        return new VerificationOptions(limits, foreignKeys, from, severities, rows, rowSeed, seeds, jobs, other);
    }
}
