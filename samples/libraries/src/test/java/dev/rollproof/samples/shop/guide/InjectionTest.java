package dev.rollproof.samples.shop.guide;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.Database;
import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.samples.shop.jdbc.OrderRepository;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a test can take, and what can be said of it. */
@MigratedDatabase
class InjectionTest {
    @Test
    void allFormsAreOfOneDatabase(
            Connection connection,
            DataSource dataSource,
            TestDatabase database,
            SchemaSnapshot schema,
            @Database Path file)
            throws SQLException {
        new OrderRepository(connection).place("tea", 2);

        try (Connection another = dataSource.getConnection()) {
            assertThat(new OrderRepository(another).open()).hasSize(1);
        }
        assertThat(database.file()).contains(file);
        assertThat(database.schema()).isEqualTo(schema);
    }

    @Test
    void ordersHaveAStatus(TestDatabase database) {
        assertThat(database)
                .isAtVersion(5)
                .hasColumn("orders", "status")
                .hasIndex("idx_orders_open")
                .hasRowCount("orders", 0);
    }

    @Test
    void theSchemaIsTheReviewedOne(SchemaSnapshot schema) {
        assertThat(schema).matchesSnapshot("src/test/resources/schema/5.json");
    }
}
