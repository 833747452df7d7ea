package dev.rollproof.samples.businesspartner;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.RollbackTest;
import dev.rollproof.extension.Seed;
import dev.rollproof.extension.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Customers, suppliers and employees on D1; Drizzle writes the migrations, Wrangler applies them. */
@MigratedDatabase(migrations = "business-partner")
class CustomersTest {
    private static final String ADA = "INSERT INTO customers (id, code, name) VALUES ('ada', 'C-1', 'Ada')";

    @RollbackTest(migrations = "business-partner")
    void rollbacks() {}

    /** Drizzle counts from 0. */
    @Test
    @MigratedDatabase(migrations = "business-partner", version = 0)
    void aCustomerFromTheFirstDayHasNoPlaceAndNoVisits(TestDatabase database) throws SQLException {
        Connection connection = database.connection();
        execute(connection, ADA);

        database.migrateToLatest();

        assertThat(texts(
                        connection,
                        "SELECT coalesce(geohash, 'nowhere') || ', ' || visits || ' visits' FROM customers"))
                .isEqualTo("nowhere, 0 visits");
        database.rollbackTo(0);
        assertThat(texts(connection, "SELECT name FROM customers")).isEqualTo("Ada");
    }

    /** Rows that are older than the analytics: they go in at version 1, and version 2 runs over them. */
    @Test
    @Seed(value = "business-partner/seed/customers.csv", atVersion = 1)
    void nothingIsKnownYetOfOlderCustomers(Connection connection) throws SQLException {
        assertThat(texts(connection, "SELECT name FROM customers WHERE churn_risk IS NULL AND visits = 0 ORDER BY id"))
                .isEqualTo("Acme GmbH\nAda Lovelace");
    }

    @Test
    void aCustomersTrackGoesWithTheCustomer(Connection connection) throws SQLException {
        execute(connection, ADA);
        execute(
                connection,
                "INSERT INTO customer_location_history (customer_id, latitude, longitude, geohash)"
                        + " VALUES ('ada', 52.52, 13.4, 'u33db')");

        execute(connection, "DELETE FROM customers");

        assertThat(texts(connection, "SELECT geohash FROM customer_location_history"))
                .isEmpty();
    }

    @Test
    void aSupplierIsRatedFromZeroToFive(Connection connection) {
        assertThatThrownBy(() -> execute(
                        connection, "INSERT INTO suppliers (id, code, name, rating) VALUES ('s', 'S-1', 'Sigma', 6)"))
                .hasMessageContaining("suppliers_rating_range");
    }

    @Test
    void aCustomerIsFoundByPlace(TestDatabase database) {
        assertThat(database).hasIndex("customers_geohash_idx");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String texts(Connection connection, String query) throws SQLException {
        StringBuilder texts = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.append(texts.isEmpty() ? "" : "\n").append(rows.getString(1));
            }
        }
        return texts.toString();
    }
}
