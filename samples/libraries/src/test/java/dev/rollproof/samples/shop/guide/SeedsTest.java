package dev.rollproof.samples.shop.guide;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.Seed;
import dev.rollproof.extension.Seeder;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.samples.shop.Order;
import dev.rollproof.samples.shop.jdbc.OrderRepository;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Rows that are there before the test. */
@MigratedDatabase(seeds = "classpath:seeds/products.csv")
class SeedsTest {
    @Test
    void cocoaCanBeOrdered(Connection connection) throws SQLException {
        OrderRepository orders = new OrderRepository(connection);

        orders.place("cocoa", 1);

        assertThat(orders.open()).containsExactly(new Order(1, "cocoa", 1));
    }

    /** The rows go in at version 3; migrations 4 and 5 run over them. */
    @Test
    @Seed(value = "classpath:seeds/3/orders.csv", atVersion = 3)
    void ordersOfVersionThreeAreOpen(Connection connection) throws SQLException {
        assertThat(new OrderRepository(connection).open()).hasSize(2);
    }

    @Test
    @Seed(with = BusyDay.class)
    void aBusyDay(Connection connection) throws SQLException {
        assertThat(new OrderRepository(connection).open()).hasSize(100);
    }

    static final class BusyDay implements Seeder {
        @Override
        public void seed(Connection connection) throws SQLException {
            OrderRepository orders = new OrderRepository(connection);
            for (int i = 0; i < 100; i++) {
                orders.place("tea", 1);
            }
        }
    }

    @Test
    @MigratedDatabase
    void inTheMiddleOfATest(TestDatabase database) {
        database.seed("classpath:seeds/products.csv", "classpath:seeds/3/orders.csv");

        assertThat(database).hasRowCount("products", 3).hasRowCount("orders", 2);
    }
}
