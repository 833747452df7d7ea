package dev.rollproof.verifier.history;

import dev.rollproof.verifier.migration.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One migration that a tracking table says was applied.
 *
 * @param migration the migration that it is; empty when the directory has none of that name or version
 * @param name what the table calls it
 * @param appliedAt when, where the table says so
 * @param took how long it ran, where the table says so
 * @param state whether it is as it should be
 * @param remark why it is not, as a sentence without its final stop; empty when it is
 */
public record AppliedMigration(
        Optional<Migration> migration,
        String name,
        Optional<Instant> appliedAt,
        Optional<Duration> took,
        State state,
        Optional<String> remark) {

    /** How an applied migration stands to its file. */
    public enum State {
        /** Applied, and as far as the table tells from the file that is there. */
        APPLIED,
        /** Applied from another text, or under another name, than the file has now. */
        EDITED,
        /** Begun and not ended: part of it may be in the database. */
        UNFINISHED
    }

    /** Makes one that is as it should be. */
    static AppliedMigration of(
            Optional<Migration> migration, String name, Optional<Instant> appliedAt, Optional<Duration> took) {
        return new AppliedMigration(migration, name, appliedAt, took, State.APPLIED, Optional.empty());
    }

    /** The same, and what is wrong with it. */
    AppliedMigration but(State other, String why) {
        return new AppliedMigration(migration, name, appliedAt, took, other, Optional.of(why));
    }
}
