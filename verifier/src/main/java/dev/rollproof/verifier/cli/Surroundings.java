package dev.rollproof.verifier.cli;

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it; tests pass their own.
 *
 * @param out standard output, for reports
 * @param err standard error, for everything else
 * @param terminal whether standard output is one
 */
record Surroundings(
        PrintStream out, PrintStream err, Path workingDirectory, Map<String, String> environment, boolean terminal) {
    /** A path as the user would write it from the working directory, with '/'. */
    String shown(Path path) {
        String shown = path.equals(workingDirectory)
                ? "."
                : (path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path).toString();
        return shown.replace(File.separatorChar, '/');
    }
}
