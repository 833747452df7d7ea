package dev.rollproof.extension;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connections that one test was given, so that all of them can be closed after it. */
final class TestConnections implements DataSource {
    private final DataSource source;
    /** Those that were open when the last one was handed out. Guards {@code shared} too. */
    private final List<Connection> open = new ArrayList<>();

    private final AtomicReference<@Nullable Connection> shared = new AtomicReference<>();

    /** SQLite would make a new, empty database where the test's one was. */
    private final AtomicBoolean ended = new AtomicBoolean();

    TestConnections(DataSource source) {
        this.source = source;
    }

    /** The one connection that the test's parameters share; a new one where it was closed. */
    Connection shared() throws SQLException {
        synchronized (open) {
            Connection known = shared.get();
            if (known != null && !known.isClosed()) {
                return known;
            }
            Connection connection = getConnection();
            shared.set(connection);
            return connection;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        synchronized (open) {
            if (ended.get()) {
                throw new SQLException("the test has ended, and its database is gone");
            }
            // A test may open and close thousands.
            for (Iterator<Connection> known = open.iterator(); known.hasNext(); ) {
                if (known.next().isClosed()) {
                    known.remove();
                }
            }
            Connection connection = source.getConnection();
            open.add(connection);
            return connection;
        }
    }

    /** SQLite knows no users. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    boolean ended() {
        return ended.get();
    }

    /** Closes all, and tells the first failure when that is done. */
    void close() throws SQLException {
        List<SQLException> failures = new ArrayList<>();
        synchronized (open) {
            ended.set(true);
            for (Connection connection : open) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    failures.add(e);
                }
            }
            open.clear();
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public @Nullable Logger getParentLogger() {
        return Logger.getLogger("org.sqlite");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || source.isWrapperFor(type);
    }
}
