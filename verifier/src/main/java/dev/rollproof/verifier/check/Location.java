package dev.rollproof.verifier.check;

import dev.rollproof.verifier.sql.SourcePosition;
import java.util.Optional;

/**
 * Where a finding is.
 *
 * @param file relative to the migrations directory, with '/'
 * @param position in the file; empty when the finding is about the file as a whole
 */
public record Location(String file, Optional<SourcePosition> position) {
    /** A place in {@code file}. */
    public static Location of(String file, SourcePosition position) {
        return new Location(file, Optional.of(position));
    }

    /** The whole of {@code file}. */
    public static Location of(String file) {
        return new Location(file, Optional.empty());
    }
}
