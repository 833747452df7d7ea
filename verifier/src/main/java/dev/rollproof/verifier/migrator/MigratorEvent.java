package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.migration.Migration;
import java.nio.file.Path;

/** Something that a {@link Migrator} tells while it works. What it did is in the result too. */
public sealed interface MigratorEvent {
    /**
     * Another run has the database; this one waits until it is done.
     *
     * @param holder who it is
     */
    record Waiting(String holder) implements MigratorEvent {}

    /** A copy of the database was made. */
    record BackedUp(Path file) implements MigratorEvent {}

    /** A script begins. */
    record Started(Migration migration, Direction direction) implements MigratorEvent {}

    /** It ended, and is recorded. */
    record Finished(MigrationStep step) implements MigratorEvent {}

    /** It failed, and the run ends. */
    record Failed(MigrationFailure failure) implements MigratorEvent {}

    /**
     * Something is not as it should be, and the run goes on.
     *
     * @param message one sentence or more, for people
     */
    record Warning(String message) implements MigratorEvent {}
}
