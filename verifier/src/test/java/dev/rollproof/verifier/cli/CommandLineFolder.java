package dev.rollproof.verifier.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which the command line runs, and what the last run printed. */
class CommandLineFolder {
    @TempDir
    Path folder;

    /** What is recorded as the time; times are shown an hour later. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T09:14:00Z"), ZoneId.of("+01:00"));

    /** Where somebody looks on, and what the process finds; nobody and nothing, unless a test says so. */
    Terminal terminal = Terminal.NONE;

    Map<String, String> environment = Map.of();

    /** Nobody looks on, unless a test says so. */
    Optional<UnaryOperator<String>> asking = Optional.empty();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    int run(String... arguments) {
        return runInto(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
    }

    /** Run with another standard output. */
    int runInto(PrintStream standardOutput, String... arguments) {
        out.reset();
        err.reset();
        PrintStream standardError = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.run(
                new Surroundings(standardOutput, standardError, folder, environment, terminal, CLOCK, asking),
                arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was printed without the lines that quote a script. */
    String outWithoutQuotes() {
        return out().replaceAll("(?m)^ +\\d* ?\\| .*\n", "");
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
