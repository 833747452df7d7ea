package dev.rollproof.extension;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A bean of a Spring context; each connection that it opens is one to the test's database. */
record SpringDataSource(SpringDatabases databases, String name) implements DataSource {

    @Override
    public Connection getConnection() throws SQLException {
        return databases.connect(name);
    }

    /** SQLite knows no users. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("the DataSource of a test has no log writer");
    }

    /** Opening a file takes no time that could be limited. */
    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the DataSource of a test has no login timeout");
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.sqlite");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw new SQLException("the DataSource of a test wraps no " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** Beans are told apart by what they are, not by what is in them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "the test's database" : "the test's database " + name;
    }
}
