package dev.rollproof.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.annotation.Transactional;

/** The whole application; its {@code DataSource} is each test's own database. */
@SpringBootTest
@MigratedDatabase
class ShopTest {
    @Autowired
    private OrderController shop;

    @Test
    void whatTheApplicationWritesIsInTheTestsDatabase(Connection connection) throws SQLException {
        shop.place("Ada", "tea");

        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT name FROM customers JOIN orders ON customer_id = customers.id")) {
            assertThat(row.getString(1)).isEqualTo("Ada");
        }
    }

    @Test
    @Transactional
    void aTransactionalTestIsOnItToo() {
        shop.place("Grace", "coffee");

        assertThat(shop.open()).containsExactly("coffee");
    }

    /** The same context, an older database: orders from before there was a status are open. */
    @Test
    @MigratedDatabase(version = 2)
    void ordersFromBeforeThereWasAStatusAreOpen(TestDatabase database, @Autowired Orders orders) throws SQLException {
        try (Statement statement = database.connection().createStatement()) {
            statement.execute("INSERT INTO customers (id, name) VALUES (1, 'Ada')");
        }
        orders.place(1, "tea");

        database.migrateToLatest();

        assertThat(orders.open()).containsExactly("tea");
    }
}
