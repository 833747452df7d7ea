package dev.rollproof.verifier.database;

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

    /** What is not in the file itself stands beside it; where there is nothing, SQLite need not look, nor make it. */
    static String readOnlyUrlOf(Path file) {
        boolean alone = Stream.of("-wal", "-journal")
                .noneMatch(ending -> Files.exists(file.resolveSibling(file.getFileName() + ending)));
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri() + (alone ? "?immutable=1" : "");
    }
}
