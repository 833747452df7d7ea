package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks for the lines by which a tool's files are known that have no names of their own. */
final class Directives {
    private Directives() {}

    /**
     * Whether a {@code .sql} file of the folder has such a line.
     *
     * @param mark what the line contains; few files are split into lines
     */
    static boolean anyLine(FolderListing folder, String mark, Predicate<String> line) {
        return folder.sqlFiles().stream()
                .map(file -> text(folder, file))
                .flatMap(Optional::stream)
                .filter(text -> text.contains(mark))
                .anyMatch(text -> text.lines().anyMatch(l -> l.contains(mark) && line.test(l)));
    }

    /** A file that is no text is told of when a layout wants to run it. */
    private static Optional<String> text(FolderListing folder, String file) {
        try {
            return Optional.of(folder.text(file));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
