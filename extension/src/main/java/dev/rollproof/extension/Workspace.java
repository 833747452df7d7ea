package dev.rollproof.extension;

import dev.rollproof.verifier.database.DatabaseImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
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
    /** The same for every class loader of this JVM, and for no other JVM. */
    private static final String OF_THIS_JVM = PREFIX + ofThisJvm() + "-";

    private static final String LOCK = ".lock";

    static Workspace create() {
        return createIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Workspace createIn(Path parent) {
        try {
            sweep(parent);
            while (true) {
                Path lockFile = parent.resolve(OF_THIS_JVM + UUID.randomUUID() + LOCK);
                FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                // Another JVM may sweep the file away before it is locked.
                if (lock.tryLock() != null && Files.exists(lockFile)) {
                    return new Workspace(Files.createDirectory(folderOf(lockFile)), lock, new AtomicLong());
                }
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the tests' databases can be made in " + parent, e);
        }
    }

    private static String ofThisJvm() {
        ProcessHandle process = ProcessHandle.current();
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return Long.toString(process.pid(), Character.MAX_RADIX) + Long.toString(started, Character.MAX_RADIX);
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
            for (Path lockFile : locks) {
                // POSIX takes a process's lock on a file away when the process closes any channel to it.
                if (!lockFile.getFileName().toString().startsWith(OF_THIS_JVM)) {
                    sweepIfAbandoned(lockFile);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            Notice.print("what earlier runs left in %s cannot be looked at: %s".formatted(parent, e.getMessage()));
        }
    }

    private static void sweepIfAbandoned(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null && isDeleted(folderOf(lockFile))) {
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException | OverlappingFileLockException notOurs) {
            // Another user's, or another run of this JVM is at it: theirs to delete.
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
        } catch (IOException | UncheckedIOException e) {
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
