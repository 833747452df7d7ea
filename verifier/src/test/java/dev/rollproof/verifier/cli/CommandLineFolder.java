package dev.rollproof.verifier.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which the command line runs, and what the last run printed. */
class CommandLineFolder {
    @TempDir
    Path folder;

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
        return Main.run(new Surroundings(standardOutput, standardError, folder, Map.of(), false), arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
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
