package dev.rollproof.extension;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The files that make up one database: sqlite.org/tempfiles.html. */
final class DatabaseFiles {
    /** A log or journal that is left holds rows; the index of the log is made anew. */
    private static final List<String> CONTENT = List.of("", "-wal", "-journal");

    private static final String LOG_INDEX = "-shm";

    /** On Windows a file that is open cannot be deleted, and scanners open what is new for a moment. */
    private static final int TRIES = 10;

    private static final int MILLISECONDS_BETWEEN = 50;

    private DatabaseFiles() {}

    static void delete(Path database) throws IOException {
        for (String ending : CONTENT) {
            delete(beside(database, ending), Files::deleteIfExists);
        }
        delete(beside(database, LOG_INDEX), Files::deleteIfExists);
    }

    /**
     * Replaces what is at {@code target}.
     *
     * @throws NoSuchFileException when there is no such database
     */
    static void move(Path database, Path target) throws IOException {
        delete(target);
        for (String ending : CONTENT) {
            Path part = beside(database, ending);
            if (ending.isEmpty() || Files.exists(part)) {
                Files.move(part, beside(target, ending), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        delete(beside(database, LOG_INDEX), Files::deleteIfExists);
    }

    /** @throws FileSystemException that names the file, when it cannot be deleted for half a second */
    static void delete(Path file, Deletion deletion) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                deletion.delete(file);
                return;
            } catch (FileSystemException e) {
                if (tries == TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** {@link Files#deleteIfExists}, or a file system that refuses. */
    interface Deletion {
        void delete(Path file) throws IOException;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a database was being deleted");
        }
    }

    private static Path beside(Path database, String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }
}
