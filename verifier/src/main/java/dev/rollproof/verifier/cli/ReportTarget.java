package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One report: its form and where it goes. */
final class ReportTarget {
    /** The forms of a report. */
    enum Format {
        /** For people. */
        TEXT,
        /** For machines. */
        JSON,
        /** A suite of tests in JUnit's XML: for the test tab. */
        JUNIT,
        /** SARIF 2.1.0: for GitHub's code scanning and editors. */
        SARIF,
        /** Code Climate's issues, as GitLab's code quality reads them. */
        GITLAB,
        /** For a pull request's comment or a job's summary. */
        MARKDOWN,
        /** A page for a browser. */
        HTML
    }

    @Option(
            names = "--format",
            paramLabel = "text|json|junit|sarif|gitlab|markdown|html",
            description = "The report's form (default: text); may be repeated, each with its --output.")
    Format format = Format.TEXT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report to this file (default: standard output).")
    private @Nullable Path output;

    /** The file, if it is one. */
    Optional<Path> file(Surroundings surroundings) {
        return Optional.ofNullable(output)
                .map(path -> surroundings.workingDirectory().resolve(path).normalize());
    }

    /** Requires that no two reports go to one place. */
    static void requireDifferentFiles(List<ReportTarget> targets, Surroundings surroundings) {
        Set<Optional<Path>> files = new HashSet<>();
        for (ReportTarget target : targets) {
            Optional<Path> file = target.file(surroundings);
            if (!files.add(file)) {
                throw new InvalidInputException("two reports cannot both go to "
                        + file.map(Path::toString).orElse("standard output") + "; give each its own --output");
            }
        }
    }

    /** Write {@code document} whole or not at all. */
    void write(Surroundings surroundings, String document) {
        Optional<Path> file = file(surroundings);
        if (file.isEmpty()) {
            surroundings.out().print(document);
            if (surroundings.out().checkError()) {
                throw new InvalidInputException("the report cannot be written to standard output");
            }
            return;
        }
        try {
            replace(file.get(), document);
        } catch (IOException e) {
            throw new InvalidInputException("the report cannot be written to " + file.get() + ": " + reason(e), e);
        }
    }

    private static void replace(Path given, String document) throws IOException {
        if (Files.isDirectory(given)) {
            throw new IOException("it is a folder");
        }
        if (Files.exists(given) && !Files.isRegularFile(given)) {
            // A device or a pipe is written to, never replaced.
            Files.writeString(given, document);
            return;
        }
        Path file = Files.exists(given) ? given.toRealPath() : given;
        // Not by createTempFile: nobody else could read the report.
        Path part = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(part, document);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such folder" : String.valueOf(e.getMessage());
    }
}
