package dev.rollproof.verifier.migrator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run did, to its end or to where it stopped.
 *
 * @param steps what was done and recorded, in order; it stays done, whatever came after it
 * @param failure what stopped it; empty when nothing did
 * @param backup the copy of the database from before, if one was asked for
 */
public record MigrationResult(List<MigrationStep> steps, Optional<MigrationFailure> failure, Optional<Path> backup) {

    /** Keeps its own copy of the list. */
    public MigrationResult {
        steps = List.copyOf(steps);
    }

    /** Whether everything asked for was done. */
    public boolean succeeded() {
        return failure.isEmpty();
    }
}
