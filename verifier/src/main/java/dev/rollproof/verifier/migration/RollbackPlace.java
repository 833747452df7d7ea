package dev.rollproof.verifier.migration;

import java.util.Optional;

/**
 * Where a migration's rollback stands, or would stand if there were one.
 *
 * @param file relative to the migrations directory, with {@code /}
 * @param heading where it is a part of the migration's own file, the line that begins the part: {@code -- +goose Down}
 */
public record RollbackPlace(String file, Optional<String> heading) {
    /** Makes the place of a rollback that is a file of its own. */
    public static RollbackPlace file(String file) {
        return new RollbackPlace(file, Optional.empty());
    }

    /** Makes the place of a rollback that is a part of the migration's own file. */
    public static RollbackPlace section(String file, String heading) {
        return new RollbackPlace(file, Optional.of(heading));
    }

    /** Names the place in a sentence: a file, or {@code "-- +goose Down" in 0001_a.sql}. */
    public String inWords() {
        return heading.map(line -> "\"%s\" in %s".formatted(line, file)).orElse(file);
    }
}
