package dev.rollproof.samples.shop.guide;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.RollbackTest;
import dev.rollproof.extension.Seed;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.extension.VersionTest;
import dev.rollproof.samples.shop.Order;
import dev.rollproof.samples.shop.jdbc.OrderRepository;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Old versions. */
class VersionsTest {
    @Test
    @MigratedDatabase(version = 3)
    void ordersFromBeforeThereWasAStatusAreOpen(TestDatabase database) throws SQLException {
        OrderRepository orders = new OrderRepository(database.connection());
        long tea = orders.place("tea", 2);

        database.migrateTo(5);

        assertThat(orders.open()).containsExactly(new Order(tea, "tea", 2));
    }

    @Test
    @MigratedDatabase(version = 5)
    void goingBackKeepsTheOrders(TestDatabase database) throws SQLException {
        new OrderRepository(database.connection()).place("tea", 2);

        database.rollbackTo(3);

        assertThat(database).isAtVersion(3).hasRowCount("orders", 1);
    }

    @VersionTest(from = "3")
    @Seed(value = "classpath:seeds/3/orders.csv", atVersion = 3)
    void ordersOfEachReleaseCanStillBeShipped(TestDatabase database) throws SQLException {
        database.migrateToLatest();

        OrderRepository orders = new OrderRepository(database.connection());
        orders.ship(1);
        assertThat(orders.open()).containsExactly(new Order(2, "coffee", 1));
    }

    @RollbackTest
    void everyMigrationCanBeTakenBack() {}

    @Test
    @MigratedDatabase
    void allInOneTest(TestDatabase database) {
        assertThat(database.verifyRollbacks()).passes();
    }
}
