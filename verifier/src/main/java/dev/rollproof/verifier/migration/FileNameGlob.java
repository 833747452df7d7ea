package dev.rollproof.verifier.migration;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A glob on the name of a migration's up file, in the syntax of {@link java.nio.file.FileSystem#getPathMatcher}.
 *
 * @param text the glob as the user wrote it
 * @param matcher what the glob means
 */
record FileNameGlob(String text, PathMatcher matcher) {

    static FileNameGlob of(String text) {
        try {
            return new FileNameGlob(text, FileSystems.getDefault().getPathMatcher("glob:" + text));
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException(
                    "\"%s\" is no glob; * and ? stand for characters, [ab] and {one,other} for a choice"
                            .formatted(text),
                    e);
        }
    }

    boolean matches(Migration migration) {
        // A path of any text has a file name except "/" and "", and a script has a name.
        return matcher.matches(Path.of(migration.up().file()).getFileName());
    }

    boolean matchesNone(List<Migration> migrations) {
        return migrations.stream().noneMatch(this::matches);
    }
}
