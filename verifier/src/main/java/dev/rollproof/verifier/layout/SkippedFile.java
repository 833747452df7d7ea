package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;

/** A file that a tool passes over without a word, and that a person takes for a migration. */
final class SkippedFile {
    private SkippedFile() {}

    /**
     * Tells of one.
     *
     * @param tool its name at the beginning of a sentence
     * @param why as part of a sentence
     * @param remedy as a sentence
     */
    static ToolBehaviour of(String tool, String file, String why, String remedy) {
        return ToolBehaviour.of(
                Kind.MIGRATION_SKIPPED,
                file,
                "%s passes over %s: %s".formatted(tool, file, why),
                "Nobody applies it, and nothing says so. " + remedy);
    }

    /** Tells of one whose name ends in {@code .SQL}, where the tool knows {@code .sql} alone. */
    static ToolBehaviour endingInCapitals(String tool, String file) {
        String stem = file.substring(0, file.length() - ".sql".length());
        return of(tool, file, "the ending is not in lower case", "Rename it to %s.sql.".formatted(stem));
    }
}
