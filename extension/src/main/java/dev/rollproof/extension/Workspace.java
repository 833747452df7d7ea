package dev.rollproof.extension;

import dev.rollproof.verifier.database.DatabaseImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The folder of all databases of one test run, in the root store, which closes it last. For the two interfaces see
 * {@link DatabaseOfTest}.
 */
@SuppressWarnings("deprecation")
record Workspace(Path folder, AtomicLong databases) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    static Workspace create() {
        try {
            return new Workspace(Files.createTempDirectory("rollproof-"), new AtomicLong());
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the tests' databases can be made", e);
        }
    }

    /** Writes a database to a file that no other test has. */
    Path newFile(DatabaseImage image) {
        Path file = folder.resolve(databases.incrementAndGet() + ".db");
        try {
            image.writeTo(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the test's database cannot be written to " + file, e);
        }
    }

    /** Deletes the folder and whatever tests put there. */
    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
