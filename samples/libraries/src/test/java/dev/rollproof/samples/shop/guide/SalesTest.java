package dev.rollproof.samples.shop.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.Scope;
import dev.rollproof.extension.Storage;
import dev.rollproof.samples.shop.Order;
import dev.rollproof.samples.shop.jdbc.OrderRepository;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@MigratedDatabase(storage = Storage.MEMORY, scope = Scope.CLASS)
class SalesTest {
    @BeforeAll
    static void sell(Connection connection) throws SQLException {
        OrderRepository orders = new OrderRepository(connection);
        orders.place("tea", 2);
        orders.place("coffee", 1);
    }

    @Test
    void twoOrdersAreOpen(Connection connection) throws SQLException {
        assertThat(new OrderRepository(connection).open()).hasSize(2);
    }

    @Test
    void theFirstOneIsForTea(Connection connection) throws SQLException {
        assertThat(new OrderRepository(connection).open()).contains(new Order(1, "tea", 2));
    }
}
