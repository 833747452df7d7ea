package dev.rollproof.verifier.layout;

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
                .map(folder::readableText)
                .flatMap(Optional::stream)
                .filter(text -> text.contains(mark))
                .anyMatch(text -> text.lines().anyMatch(l -> l.contains(mark) && line.test(l)));
    }
}
