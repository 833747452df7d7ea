package dev.rollproof.verifier.database;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A database in memory that any number of connections of this process share, until it is closed. Safe for use by several
 * threads, its connections as far as the driver's are.
 *
 * <p>While one connection has a transaction open that writes, the others cannot read either: they wait for three seconds
 * and fail with SQLITE_BUSY. There is no WAL mode.
 *
 * <p>SQLite keeps such a database as long as a connection to it is open. This one always holds one for that, the anchor.
 * It is the one that {@link #open} hands out next: opening a connection is a third of what a small database costs. Where
 * its user closes it, another takes its place first.
 */
public final class MemoryDatabase implements AutoCloseable {
    private final String uri;
    private final boolean foreignKeys;

    /** Guards what follows. */
    private final Object lock = new Object();

    private Anchor anchor;
    private boolean handedOut;
    private boolean closed;

    private MemoryDatabase(String uri, boolean foreignKeys) throws SQLException {
        this.uri = uri;
        this.foreignKeys = foreignKeys;
        this.anchor = new Anchor(uri);
    }

    /** One with nothing in it yet. */
    static MemoryDatabase empty(String uri, boolean foreignKeys) throws SQLException {
        return new MemoryDatabase(uri, foreignKeys);
    }

    /**
     * Opens a connection, with {@code foreign_keys} as asked; the caller closes it. It can be opened while a transaction
     * writes, for there is no file whose {@code synchronous} would have to be set.
     *
     * @throws SQLException when the database is closed
     */
    public Connection open() throws SQLException {
        boolean free;
        Anchor connection;
        synchronized (lock) {
            requireOpen();
            free = !handedOut;
            handedOut = true;
            connection = anchor;
        }
        return free ? prepared(connection) : another();
    }

    /** The settings are made when it is handed out: SQLite would read the schema earlier, before there is any. */
    private Connection prepared(Anchor connection) throws SQLException {
        try {
            connection.getDatabase()._exec("PRAGMA foreign_keys=" + foreignKeys);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Not under the lock: it may wait for a transaction whose user needs the lock to close its connection. */
    private Connection another() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(jdbcUrl());
        Connection connection = source.getConnection();
        synchronized (lock) {
            if (!closed) {
                return connection;
            }
        }
        // What was opened may be a new, empty database of the same name.
        connection.close();
        throw gone();
    }

    /**
     * The same as a URL for {@link java.sql.DriverManager} and connection pools. Once this database is closed, and the last
     * connection that they opened, the URL stands for a new, empty one.
     */
    public String jdbcUrl() {
        return "jdbc:sqlite:" + uri + "&foreign_keys=" + foreignKeys;
    }

    /**
     * Opens a guarded connection, for scripts; the caller closes it.
     *
     * @throws SQLException when the database is closed
     * @throws InvalidInputException when it is locked by a transaction that writes
     */
    public SqliteDatabase guarded(DatabaseLimits limits) throws SQLException {
        synchronized (lock) {
            requireOpen();
        }
        return SqliteDatabase.shared("jdbc:sqlite:" + uri, limits);
    }

    /**
     * The whole database as it is now.
     *
     * @throws IllegalStateException while a transaction that writes is open
     * @throws SQLException when the database is closed
     * @throws InvalidInputException when Java has no memory for it
     */
    public DatabaseImage image() throws SQLException {
        synchronized (lock) {
            requireOpen();
        }
        try (SQLiteConnection reader = new JDBC4Connection("jdbc:sqlite:" + uri, uri, new Properties())) {
            requireNoWriter(reader);
            return new DatabaseImage(reader.serialize("main"));
        } catch (OutOfMemoryError e) {
            throw SqliteError.noRoom(e);
        }
    }

    /** Begins a transaction that reads, so that what is read next is of one moment. */
    private static void requireNoWriter(SQLiteConnection reader) throws SQLException {
        reader.setBusyTimeout(0);
        try (Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("SELECT 1 FROM sqlite_schema");
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
                throw new IllegalStateException("no image can be taken while a connection has a transaction open", e);
            }
            throw e;
        }
    }

    /**
     * Ends it; nothing when that is done. No connection is handed out any more; those that are open are their users' to
     * close, and the last one takes the memory with it.
     */
    @Override
    public void close() throws SQLException {
        synchronized (lock) {
            closed = true;
            if (!handedOut) {
                anchor.close();
            }
        }
    }

    private void requireOpen() throws SQLException {
        if (closed) {
            throw gone();
        }
    }

    private static SQLException gone() {
        return new SQLException("the database in memory is closed, and what was in it is gone");
    }

    /** An anchor is about to be closed. */
    private void replace(Anchor leaving) throws SQLException {
        synchronized (lock) {
            if (!closed && leaving == anchor) {
                anchor = new Anchor(uri);
                handedOut = false;
            }
        }
    }

    /** The connection that keeps the database alive; the driver's own, because users unwrap it. */
    private final class Anchor extends JDBC4Connection {
        Anchor(String uri) throws SQLException {
            super("jdbc:sqlite:" + uri, uri, new Properties());
        }

        @Override
        public void close() throws SQLException {
            if (!isClosed()) {
                replace(this);
            }
            super.close();
        }
    }
}
