package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One report: its form and where it goes. */
final class ReportTarget {
    /** The forms of a report. */
    enum Format {
        /** For people. */
        TEXT,
        /** For machines. */
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "The report's form (default: text); may be repeated, each with its --output.")
    Format format = Format.TEXT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report to this file (default: standard output).")
    private @Nullable Path output;

    /** Whether this report goes to standard output. */
    boolean toStandardOutput() {
        return output == null;
    }

    /** Write {@code document} whole or not at all. */
    void write(Surroundings surroundings, String document) {
        if (output == null) {
            surroundings.out().print(document);
            return;
        }
        Path file = surroundings.workingDirectory().resolve(output);
        try {
            Path part = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".part");
            try {
                Files.writeString(part, document, StandardCharsets.UTF_8);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new InvalidInputException("the report cannot be written to " + file + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such folder"
                : String.valueOf(e.getMessage());
    }
}
