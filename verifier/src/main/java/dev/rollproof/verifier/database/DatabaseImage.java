package dev.rollproof.verifier.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A whole database as bytes, exactly as SQLite would write its file. Immutable.
 *
 * <p>An image is always in rollback-journal mode: one taken from a database in WAL mode holds what its log held, and
 * says so in its header, because SQLite cannot open an image in WAL mode.
 */
public final class DatabaseImage {
    /** Where the header says which mode writes and reads the file (1 rollback journal, 2 WAL): sqlite.org/fileformat2.html, 1.3. */
    private static final int WRITE_VERSION = 18;

    private static final int READ_VERSION = 19;

    private final byte[] bytes;

    /** Takes the array over: nobody else may keep it. */
    DatabaseImage(byte[] bytes) {
        if (bytes.length > READ_VERSION) {
            bytes[WRITE_VERSION] = 1;
            bytes[READ_VERSION] = 1;
        }
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Its size in bytes. */
    public int size() {
        return bytes.length;
    }

    /**
     * Writes it as a file that any SQLite tool opens; a file that is there is replaced.
     *
     * @throws IOException when the file cannot be written
     */
    public void writeTo(Path file) throws IOException {
        Files.write(file, bytes);
    }
}
