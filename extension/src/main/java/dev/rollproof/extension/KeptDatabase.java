package dev.rollproof.extension;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** The database of a test that failed, as the test left it, for whoever looks into it. */
final class KeptDatabase {
    private KeptDatabase() {}

    /** Moves the database to where the build keeps its results, and says where that is. */
    static void keep(StoredDatabase database, String name, String outcome, ExtensionContext context)
            throws IOException {
        String what = "%s %s; its database%s"
                .formatted(Notice.runOf(context), outcome, name.isEmpty() ? "" : " \"" + name + "\"");
        try {
            Optional<Path> attached = attach(database, name, context);
            Path kept = attached.isPresent() ? attached.get() : moveUnderBuildFolder(database, name, context);
            Notice.publish(context, "rollproof.database", kept.toString(), what + " is " + quoted(kept));
        } catch (NoSuchFileException e) {
            Notice.publish(
                    context,
                    "rollproof.gone",
                    e.getFile(),
                    what + " is gone: the test deleted or moved " + e.getFile());
        }
    }

    /** For a shell: JUnit names folders like {@code findsOrders(java.sql.Connection)}. */
    private static String quoted(Path path) {
        return File.separatorChar == '\\'
                ? '"' + path.toString() + '"'
                : "'" + path.toString().replace("'", "'\\''") + "'";
    }

    /**
     * As an attachment in the platform's output directory. A folder and not a file, for two reasons: a log may stand beside
     * the database, and the type that a file's attachment needs has another name in each second version of JUnit.
     *
     * @return empty where JUnit knows none, or who runs it gives none
     * @throws IOException when there is such a folder and the database cannot be moved into it
     */
    private static Optional<Path> attach(StoredDatabase database, String name, ExtensionContext context)
            throws IOException {
        AtomicReference<@Nullable Path> kept = new AtomicReference<>();
        AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
        try {
            context.publishDirectory("rollproof", folder -> {
                Path file = folder.resolve(name.isEmpty() ? "database.db" : fileName(name));
                kept.set(file.toAbsolutePath());
                try {
                    database.moveTo(file);
                } catch (IOException e) {
                    failure.set(e); // JUnit would tell it as one of its own.
                }
            });
        } catch (NoSuchMethodError | JUnitException beforeJUnit512OrNoOutputDirectory) {
            return Optional.empty();
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return Optional.ofNullable(kept.get());
    }

    private static Path moveUnderBuildFolder(StoredDatabase database, String name, ExtensionContext context)
            throws IOException {
        Path folder = buildFolder().resolve("rollproof");
        Files.createDirectories(folder);
        // The same in each run, so that a test's file replaces its last one; another for each invocation of a test.
        String test = "%s-%08x"
                .formatted(Notice.nameOf(context), context.getUniqueId().hashCode());
        Path kept = folder.resolve(fileName(name.isEmpty() ? test : test + "-" + name))
                .toAbsolutePath();
        database.moveTo(kept);
        return kept;
    }

    private static String fileName(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".db";
    }

    private static Path buildFolder() {
        Path target = Path.of("target");
        Path build = Path.of("build");
        return Files.isDirectory(build) && !Files.isDirectory(target) ? build : target;
    }
}
