package dev.rollproof.extension;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that opens connections to a SQLite database, and of all else that there is to one has nothing. */
interface PlainDataSource extends DataSource {

    /** SQLite knows no users. */
    @Override
    default Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** None: nothing is logged. */
    @Override
    default @Nullable PrintWriter getLogWriter() {
        return null;
    }

    /** Without effect, as the driver has it: pools call it, and there is nothing to log. */
    @Override
    default void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    default int getLoginTimeout() {
        return 0;
    }

    /** Without effect, as the driver has it: pools call it, and nobody logs in. */
    @Override
    default void setLoginTimeout(int seconds) {}

    @Override
    default Logger getParentLogger() {
        return Logger.getLogger("org.sqlite");
    }

    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("the DataSource of a test wraps no " + type.getName());
    }

    @Override
    default boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
