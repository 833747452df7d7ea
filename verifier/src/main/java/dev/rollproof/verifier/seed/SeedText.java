package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.sql.SourcePosition;
import java.io.File;

/**
 * The text of a seed. Places in it are offsets, because few are ever shown.
 *
 * @param name what messages call it
 */
record SeedText(String name, String text) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Where its content begins. */
    int start() {
        return text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    }

    /** The name without folders and without the ending. */
    String stem() {
        int folders = Math.max(name.lastIndexOf('/'), name.lastIndexOf(File.separatorChar)) + 1;
        return name.substring(folders, name.lastIndexOf('.'));
    }

    /** An error at a place of the text. */
    InvalidInputException wrong(int offset, String message) {
        return wrong(SourcePosition.of(text, offset), message);
    }

    /** An error at a place of the text. */
    InvalidInputException wrong(SourcePosition position, String message) {
        return new InvalidInputException("%s:%d:%d: %s".formatted(name, position.line(), position.column(), message));
    }
}
