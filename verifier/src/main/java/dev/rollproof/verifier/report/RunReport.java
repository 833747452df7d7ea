package dev.rollproof.verifier.report;

import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.DryRun;
import dev.rollproof.verifier.migrator.MigrationResult;
import java.util.List;
import java.util.Optional;

/**
 * What one run did with a database, or why it did nothing.
 *
 * @param mode what kind of run it was
 * @param direction which way it went
 * @param result what it did; empty where it was refused
 * @param dryRun what else was seen of it on a copy
 * @param refusal why it was
 * @param warnings what was not as it should be, and did not stop it
 * @param unchanged what is said where there was nothing to do
 * @param resolve the command line that records how the database stands, but for its {@code --applied} or {@code --rolled-back}
 */
public record RunReport(
        RunnerSource source,
        Mode mode,
        Direction direction,
        Optional<MigrationResult> result,
        Optional<DryRun> dryRun,
        Optional<String> refusal,
        List<String> warnings,
        String unchanged,
        String resolve) {
    /** What kind of run. */
    public enum Mode {
        /** On the database. */
        REAL,
        /** On a copy. */
        DRY_RUN,
        /** On a new database, which took the place of the old one if all went well. */
        RESET
    }

    /** Keeps its own copy of the list. */
    public RunReport {
        warnings = List.copyOf(warnings);
    }

    /** One that was refused. */
    public static RunReport refused(RunnerSource source, Mode mode, Direction direction, String why) {
        return new RunReport(
                source, mode, direction, Optional.empty(), Optional.empty(), Optional.of(why), List.of(), "", "");
    }
}
