package dev.rollproof.verifier.migration;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a migration's rollback stands, or would stand if there were one.
 *
 * @param file relative to the migrations directory, with {@code /}
 * @param heading where it is a part of the migration's own file, the line that begins the part: {@code -- +goose Down}
 * @param form how the tool wants SQL written there, so that it runs what SQLite would: with lines around a trigger, for example
 */
public record RollbackPlace(String file, Optional<String> heading, UnaryOperator<String> form) {
    /** Makes the place of a rollback that is a file of its own. */
    public static RollbackPlace file(String file) {
        return new RollbackPlace(file, Optional.empty(), UnaryOperator.identity());
    }

    /** Makes the place of a rollback that is a part of the migration's own file. */
    public static RollbackPlace section(String file, String heading) {
        return section(file, heading, UnaryOperator.identity());
    }

    /** Makes the place of a rollback that is a part of the migration's own file, in which SQL is written as the tool wants it. */
    public static RollbackPlace section(String file, String heading, UnaryOperator<String> form) {
        return new RollbackPlace(file, Optional.of(heading), form);
    }

    /** Names the place in a sentence: a file, or {@code "-- +goose Down" in 0001_a.sql}. */
    public String inWords() {
        return heading.map(line -> "\"%s\" in %s".formatted(line, file)).orElse(file);
    }
}
