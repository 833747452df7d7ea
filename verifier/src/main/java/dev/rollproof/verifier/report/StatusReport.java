package dev.rollproof.verifier.report;

import dev.rollproof.verifier.history.MigrationStatus;
import java.util.Optional;

/**
 * How one database stands, or why that cannot be said.
 *
 * @param refusal why there is no status; empty where there is one
 */
public record StatusReport(RunnerSource source, Optional<MigrationStatus> status, Optional<String> refusal) {
    /** One that could be read. */
    public static StatusReport of(RunnerSource source, MigrationStatus status) {
        return new StatusReport(source, Optional.of(status), Optional.empty());
    }

    /** One that could not. */
    public static StatusReport refused(RunnerSource source, String why) {
        return new StatusReport(source, Optional.empty(), Optional.of(why));
    }
}
