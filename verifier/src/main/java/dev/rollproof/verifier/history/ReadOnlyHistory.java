package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.Migration;
import java.time.Duration;
import java.time.Instant;

/** A table that its tool alone writes: {@link #keptBy} is there, and who asks it first never comes to the rest. */
interface ReadOnlyHistory extends MigrationHistory {
    @Override
    default void recordApplied(SqliteDatabase database, Migration migration, Instant at, Duration took) {
        throw refusal();
    }

    @Override
    default void recordRolledBack(SqliteDatabase database, Migration migration, Instant at) {
        throw refusal();
    }

    private IllegalStateException refusal() {
        return new IllegalStateException("%s is written by %s alone".formatted(table(), keptBy().orElseThrow()));
    }
}
