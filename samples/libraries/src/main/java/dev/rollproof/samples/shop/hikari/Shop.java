package dev.rollproof.samples.shop.hikari;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rollproof.samples.shop.jdbc.OrderRepository;
import java.sql.Connection;
import java.sql.SQLException;

/** The shop as it runs: the orders on a pool of connections. */
public final class Shop implements AutoCloseable {
    private final HikariDataSource pool;

    /** The database's URL switches {@code foreign_keys} on. */
    public Shop(String jdbcUrl) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(4);
        // A transaction that reads before it writes would fail where another one wrote in between.
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        pool = new HikariDataSource(config);
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T with(OrderRepository orders) throws SQLException;
    }

    /** Where the work fails, the pool rolls back. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            T result = work.with(new OrderRepository(connection));
            connection.commit();
            return result;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
