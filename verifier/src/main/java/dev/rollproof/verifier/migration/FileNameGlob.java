package dev.rollproof.verifier.migration;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A glob on the name of a migration or of its up file, in the syntax of {@link java.nio.file.FileSystem#getPathMatcher}.
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
        // Where each migration is a folder, all files are of one name.
        return Stream.of(migration.up().file(), migration.name())
                // A path of any text has a file name except "/" and "", and a script has a name.
                .anyMatch(name -> matcher.matches(Path.of(name).getFileName()));
    }

    boolean matchesNone(List<Migration> migrations) {
        return migrations.stream().noneMatch(this::matches);
    }
}
