package dev.rollproof.verifier.cli;

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
        PrintStream out, PrintStream err, Path workingDirectory, Map<String, String> environment, boolean terminal) {}
