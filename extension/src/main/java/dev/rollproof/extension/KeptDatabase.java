package dev.rollproof.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The database of a test that failed, as the test left it, for whoever looks into it. */
final class KeptDatabase {
    private KeptDatabase() {}

    /** Moves the file to where the build keeps its results, and says where that is. */
    static void keep(Path file, ExtensionContext context) throws IOException {
        Path folder = buildFolder().resolve("rollproof");
        Files.createDirectories(folder);
        Path kept = folder.resolve(fileName(context)).toAbsolutePath();
        DatabaseFiles.move(file, kept);
        context.publishReportEntry("rollproof.database", kept.toString());
        // A report entry is in no output that Surefire prints.
        System.err.println("rollproof: " + nameOf(context) + " failed; its database is " + kept);
    }

    private static Path buildFolder() {
        Path target = Path.of("target");
        Path build = Path.of("build");
        return Files.isDirectory(build) && !Files.isDirectory(target) ? build : target;
    }

    /** The same in each run, so that a test's file replaces its last one; another for each invocation of a test. */
    private static String fileName(ExtensionContext context) {
        return "%s-%08x.db".formatted(nameOf(context), context.getUniqueId().hashCode());
    }

    private static String nameOf(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }
}
