package dev.rollproof.verifier.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/**
 * Plain JDBC connections to a database file, for the users' own tests: {@code foreign_keys} as asked,
 * {@code synchronous=OFF} because a test's file need not survive a power cut, and no guard of ours.
 */
public final class Connections {
    private static final int READ_VERSION = 19;

    private Connections() {}

    /**
     * Opens a connection; the caller closes it. A file that is not there is made.
     *
     * @throws SQLException when SQLite cannot open the file
     */
    public static Connection open(Path file, boolean foreignKeys) throws SQLException {
        return dataSource(file, foreignKeys).getConnection();
    }

    /** A source of such connections; it opens a new one each time and keeps none. */
    public static DataSource dataSource(Path file, boolean foreignKeys) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(jdbcUrl(file, foreignKeys));
        return source;
    }

    /** The same as a URL for {@link java.sql.DriverManager} and connection pools. */
    public static String jdbcUrl(Path file, boolean foreignKeys) {
        return urlOf(file) + "?foreign_keys=" + (foreignKeys ? "on" : "off") + "&synchronous=off";
    }

    /** The driver takes what follows a question mark as settings, so a path that has one is written as a URI. */
    static String urlOf(Path file) {
        String path = file.toAbsolutePath().toString();
        return "jdbc:sqlite:" + (path.contains("?") ? file.toAbsolutePath().toUri() : path);
    }

    /** Whether SQLite can lock the file and put beside it what it needs. */
    static boolean isWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return Files.isWritable(file) && folder != null && Files.isWritable(folder);
    }

    /** One that is not there is not made. */
    static String existingUrlOf(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?mode=rw";
    }

    /**
     * For a file that this process may not write. In WAL mode SQLite makes two files beside the database, even to read it.
     * Where they are not there nobody has it open, and it need not. In the other modes it makes none, and keeps out of the way
     * of those who write.
     *
     * <p>To look into the file is to close it again, and POSIX then takes every lock away that SQLite has on it in this
     * process: never where a connection of this process may be writing.
     */
    static String readOnlyUrlOf(Path file) {
        boolean alone = Stream.of("-wal", "-journal")
                .noneMatch(ending -> Files.exists(file.resolveSibling(file.getFileName() + ending)));
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri() + (alone && isInWalMode(file) ? "?immutable=1" : "");
    }

    /** By the 19th byte, the version that a reader must know: sqlite.org/fileformat2.html, 1.3.3. */
    private static boolean isInWalMode(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] header = bytes.readNBytes(READ_VERSION + 1);
            return header.length > READ_VERSION && header[READ_VERSION] == 2;
        } catch (IOException e) {
            // SQLite says why when it opens the file.
            return false;
        }
    }
}
