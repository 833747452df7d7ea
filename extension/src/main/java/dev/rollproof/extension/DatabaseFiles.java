package dev.rollproof.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files that make up one database: sqlite.org/tempfiles.html. */
final class DatabaseFiles {
    /** A log or journal that is left holds rows; the index of the log is made anew. */
    private static final List<String> CONTENT = List.of("", "-wal", "-journal");

    private static final String LOG_INDEX = "-shm";

    private DatabaseFiles() {}

    static void delete(Path database) throws IOException {
        for (String ending : CONTENT) {
            Files.deleteIfExists(beside(database, ending));
        }
        Files.deleteIfExists(beside(database, LOG_INDEX));
    }

    /** Replaces what is at {@code target}. */
    static void move(Path database, Path target) throws IOException {
        delete(target);
        for (String ending : CONTENT) {
            Path part = beside(database, ending);
            if (Files.exists(part)) {
                Files.move(part, beside(target, ending), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(beside(database, LOG_INDEX));
    }

    private static Path beside(Path database, String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }
}
