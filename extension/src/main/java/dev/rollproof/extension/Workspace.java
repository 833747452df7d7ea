package dev.rollproof.extension;

import dev.rollproof.verifier.database.DatabaseImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The folder of all databases of one test run, in the root store, which closes it last. For the two interfaces see
 * {@link ProvidedDatabase}.
 *
 * <p>A JVM that is killed deletes nothing. So there is a file beside the folder, locked for as long as the JVM lives, and the next
 * run deletes the folders whose file nobody has locked.
 *
 * @param lock keeps the file beside {@code folder} locked
 * @param databases how many there were
 */
@SuppressWarnings("deprecation")
record Workspace(Path folder, FileChannel lock, AtomicLong databases)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private static final String PREFIX = "rollproof-";
    private static final String LOCK = ".lock";

    static Workspace create() {
        return createIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Workspace createIn(Path parent) {
        try {
            sweep(parent);
            while (true) {
                Path lockFile = parent.resolve(PREFIX + UUID.randomUUID() + LOCK);
                FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (isOurs(lock, lockFile)) {
                    return new Workspace(Files.createDirectory(folderOf(lockFile)), lock, new AtomicLong());
                }
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the tests' databases can be made in " + parent, e);
        }
    }

    /** Another run may sweep the file away before it is locked. */
    private static boolean isOurs(FileChannel lock, Path lockFile) throws IOException {
        try {
            return lock.tryLock() != null && Files.exists(lockFile);
        } catch (OverlappingFileLockException beingSweptByThisJvm) {
            return false;
        }
    }

    StoredDatabase newDatabase(Template template, boolean foreignKeys) {
        return new FileDatabase(newFile(template.image()), foreignKeys);
    }

    /** Writes a database to a file that no other test has. */
    private Path newFile(DatabaseImage image) {
        Path file = folder.resolve(databases.incrementAndGet() + ".db");
        try {
            image.writeTo(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the test's database cannot be written to " + file, e);
        }
    }

    /** Deletes the folder and whatever tests put there; what cannot be deleted is left to the next run. */
    @Override
    public void close() throws IOException {
        boolean gone = isDeleted(folder);
        lock.close();
        if (gone) {
            Files.deleteIfExists(lockFileOf(folder));
        }
    }

    /** Deletes what runs left that were killed. Nothing of that concerns this run, so nothing can fail it. */
    private static void sweep(Path parent) {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
            locks.forEach(Workspace::sweepIfAbandoned);
        } catch (IOException e) {
            Notice.print("what earlier runs left in %s cannot be looked at: %s".formatted(parent, e.getMessage()));
        }
    }

    private static void sweepIfAbandoned(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && isDeleted(folderOf(lockFile))) {
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException | OverlappingFileLockException inUseOrNotOurs) {
            // Another run of this JVM, or another user's: theirs to delete.
        }
    }

    private static boolean isDeleted(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
            return true;
        } catch (IOException e) {
            Notice.print("%s is left to the next run: %s".formatted(folder, e.getMessage()));
            return false;
        }
    }

    private static Path folderOf(Path lockFile) {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    private static Path lockFileOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
