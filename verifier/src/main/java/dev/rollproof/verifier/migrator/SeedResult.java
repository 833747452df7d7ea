package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.seed.SeedAt;
import java.util.List;
import java.util.Optional;

/**
 * What went into a database.
 *
 * @param applied the seeds that went in, in order, each in a transaction of its own; they stay, whatever came after them
 * @param passedOver those that are for a version at which the database does not stand
 * @param rows how many rows went in or were changed
 * @param failure why one did not go in, and the others after it; the message begins with its file, line and column
 */
public record SeedResult(List<SeedAt> applied, List<SeedAt> passedOver, long rows, Optional<String> failure) {
    /** Keeps its own copies of the lists. */
    public SeedResult {
        applied = List.copyOf(applied);
        passedOver = List.copyOf(passedOver);
    }
}
