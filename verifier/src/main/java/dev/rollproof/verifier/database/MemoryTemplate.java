package dev.rollproof.verifier.database;

import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConnection;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A database in memory that is read from its image once and copied as often as wanted. Safe for use by several threads;
 * its copies outlive it.
 *
 * <p>SQLite's backup copies it. A deserialize would be a little cheaper, but what it fills nobody but its own connection
 * sees.
 */
public final class MemoryTemplate implements AutoCloseable {
    /** Apart from the names of another class loader's templates, which may use the same driver. */
    private static final String NAMES = "file:/rollproof-" + UUID.randomUUID() + "-";

    private static final AtomicLong COPIES = new AtomicLong();

    private final SQLiteConnection connection;

    private MemoryTemplate(SQLiteConnection connection) {
        this.connection = connection;
    }

    /**
     * Reads an image.
     *
     * @throws SQLException when SQLite has no memory for it
     */
    public static MemoryTemplate of(DatabaseImage image) throws SQLException {
        JDBC4Connection connection = new JDBC4Connection("jdbc:sqlite::memory:", ":memory:", new Properties());
        try {
            connection.deserialize("main", image.bytes());
            return new MemoryTemplate(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Makes a database of its own, with all that the image holds.
     *
     * @param foreignKeys {@code PRAGMA foreign_keys} of its connections
     * @throws SQLException when SQLite has no memory for it, or the template is closed
     */
    public MemoryDatabase copy(boolean foreignKeys) throws SQLException {
        // The leading slash makes the name one for the whole process: sqlite.org/src/file/src/memdb.c.
        String uri = NAMES + COPIES.incrementAndGet() + "?vfs=memdb";
        MemoryDatabase copy = MemoryDatabase.empty(uri, foreignKeys);
        try {
            fill(uri);
            return copy;
        } catch (SQLException e) {
            copy.close();
            throw e;
        }
    }

    private void fill(String uri) throws SQLException {
        synchronized (connection) {
            if (connection.isClosed()) {
                throw new SQLException("the template is closed");
            }
            int code = connection.getDatabase().backup("main", uri, null);
            if (code != 0) {
                throw new SQLException("the template cannot be copied: SQLite answers " + code);
            }
        }
    }

    /** Frees its memory; nothing when that is done. */
    @Override
    public void close() throws SQLException {
        synchronized (connection) {
            connection.close();
        }
    }
}
