package dev.rollproof.verifier.cli;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a command finds around it; tests pass their own.
 *
 * @param out standard output, for reports
 * @param err standard error, for everything else
 * @param terminal whether they are read on a screen
 * @param clock tells the time that is recorded, and the zone in which times are shown
 * @param asking asks the user, who looks on; empty where nobody does
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        Path workingDirectory,
        Map<String, String> environment,
        Terminal terminal,
        Clock clock,
        Optional<UnaryOperator<String>> asking) {
    /** A path as the user would write it from the working directory, with '/'. */
    String shown(Path path) {
        String shown = path.equals(workingDirectory)
                ? "."
                : (path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path).toString();
        return shown.replace(File.separatorChar, '/');
    }

    /** The same, where nothing is heard of what goes to standard error. What ends a command is said all the same. */
    Surroundings hushed() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Surroundings(out, nowhere, workingDirectory, environment, terminal, clock, asking);
    }

    /** Whether a terminal here moves its cursor and shows colours. */
    boolean isDumb() {
        return environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Whether a terminal here shows more than ASCII, by the locale and by the one terminal of Windows that says it is no other. */
    boolean showsSymbols() {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(environment.containsKey("WT_SESSION") ? "UTF-8" : "C")
                .toUpperCase(Locale.ROOT);
        return !isDumb() && (locale.contains("UTF-8") || locale.contains("UTF8"));
    }
}
