package dev.rollproof.verifier.report;

import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.MigrationResult;
import java.util.List;
import java.util.Optional;

/**
 * What one run did with a database, or why it did nothing.
 *
 * @param direction which way it went
 * @param result what it did; empty where it was refused
 * @param refusal why it was
 * @param warnings what was not as it should be, and did not stop it
 * @param unchanged what is said where there was nothing to do
 * @param resolve the command line that records how the database stands, but for its {@code --applied} or {@code --rolled-back}
 */
public record RunReport(
        RunnerSource source,
        Direction direction,
        Optional<MigrationResult> result,
        Optional<String> refusal,
        List<String> warnings,
        String unchanged,
        String resolve) {
    /** Keeps its own copy of the list. */
    public RunReport {
        warnings = List.copyOf(warnings);
    }

    /** One that was refused. */
    public static RunReport refused(RunnerSource source, Direction direction, String why) {
        return new RunReport(source, direction, Optional.empty(), Optional.of(why), List.of(), "", "");
    }
}
