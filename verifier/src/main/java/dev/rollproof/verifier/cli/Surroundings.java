package dev.rollproof.verifier.cli;

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a command finds around it; tests pass their own.
 *
 * @param out standard output, for reports
 * @param err standard error, for everything else
 * @param terminal whether standard output is one
 * @param clock tells the time that is recorded, and the zone in which times are shown
 * @param asking asks the user, who looks on; empty where nobody does
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        Path workingDirectory,
        Map<String, String> environment,
        boolean terminal,
        Clock clock,
        Optional<UnaryOperator<String>> asking) {
    /** A path as the user would write it from the working directory, with '/'. */
    String shown(Path path) {
        String shown = path.equals(workingDirectory)
                ? "."
                : (path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path).toString();
        return shown.replace(File.separatorChar, '/');
    }
}
