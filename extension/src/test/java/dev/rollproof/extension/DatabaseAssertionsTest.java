package dev.rollproof.extension;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SnapshotJson;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Both static imports stand side by side here, as in a user's test. */
@MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, seeds = MigratedDatabaseTest.CUSTOMERS)
class DatabaseAssertionsTest {
    private static final String SNAPSHOT = "src/test/resources/snapshots/shop-3.json";

    private static void addAView(TestDatabase database) throws SQLException {
        Sql.run(database.connection(), "CREATE VIEW open_orders AS SELECT id FROM orders WHERE status = 'open'");
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void readsAsATestIsWritten(TestDatabase database) {
        SchemaSnapshot released = database.schema();
        assertThat(database)
                .isAtVersion(3)
                .hasTable("orders")
                .hasColumn("orders", "status")
                .hasIndex("idx_orders_status")
                .hasRowCount("customers", 2)
                .matchesSnapshot(SNAPSHOT);

        database.rollbackTo(2);
        assertThat(database).doesNotHaveColumn("orders", "status").doesNotHaveIndex("idx_orders_status");
        database.migrateTo(3);
        assertThat(database.schema()).isEqualTo(released);
    }

    @Test
    void findsNamesAsSqliteDoes(TestDatabase database) throws SQLException {
        addAView(database);
        Sql.run(database.connection(), "CREATE TRIGGER \"on new\" AFTER INSERT ON orders BEGIN SELECT 1; END");
        Sql.run(database.connection(), "CREATE VIRTUAL TABLE notes USING fts5(body)");

        assertThat(database)
                .hasTable("ORDERS")
                .hasTable("notes")
                .hasColumn("Orders", "STATUS")
                .hasColumn("notes", "body")
                .hasColumn("open_orders", "id")
                .hasIndex("IDX_orders_status")
                .hasView("open_Orders")
                .hasTrigger("On New")
                .hasRowCount("Open_orders", 0)
                .hasRowCount("notes", 0);
        assertThat(database.schema())
                .doesNotHaveTable("open_orders")
                .doesNotHaveTable("notes_data")
                .doesNotHaveTable("order")
                .doesNotHaveColumn("orders", "state")
                .doesNotHaveIndex("orders")
                .doesNotHaveView("orders")
                .doesNotHaveTrigger("orders");
    }

    @Test
    void namesWhatMayBeMeantWhereSomethingIsMissing(TestDatabase database) throws SQLException {
        addAView(database);
        SchemaSnapshot schema = database.schema();

        fails(() -> assertThat(schema).hasTable("order"), "there is no table order; did you mean orders?");
        fails(() -> assertThat(schema).hasTable("invoices"), "there is no table invoices, only customers, orders");
        fails(
                () -> assertThat(schema).hasTable("open_orders"),
                "there is no table open_orders, but a view of that name");
        fails(() -> assertThat(schema).hasIndex("orders_idx"), "there is no index orders_idx, only idx_orders_status");
        fails(() -> assertThat(schema).hasView("orders"), "there is no view orders, but a table of that name");
        fails(() -> assertThat(schema).hasTrigger("seen"), "there is no trigger seen, nor any other");
        fails(
                () -> assertThat(schema).hasColumn("orders", "stats"),
                "table orders has no column stats; did you mean status?");
        fails(
                () -> assertThat(schema).hasColumn("ORDERS", "amount"),
                "table orders has no column amount, only id, customer, status");
        fails(
                () -> assertThat(schema).hasColumn("open_orders", "name"),
                "view open_orders has no column name, only id");
        fails(() -> assertThat(schema).hasColumn("order", "id"), "there is no table order; did you mean orders?");
        fails(() -> assertThat(database).hasTable("order"), "there is no table order; did you mean orders?");
    }

    @Test
    void namesOnlyTheFirstOfManyTables(TestDatabase database) throws SQLException {
        for (int i = 10; i < 23; i++) {
            Sql.run(database.connection(), "CREATE TABLE extra_%d(x)".formatted(i));
        }

        fails(
                () -> assertThat(database).hasTable("invoices"),
                "there is no table invoices, only customers, extra_10, extra_11, extra_12, extra_13, extra_14, extra_15,"
                        + " extra_16, extra_17, extra_18, extra_19, extra_20 and 3 more");
    }

    @Test
    void namesWhatShouldNotBeThere(TestDatabase database) throws SQLException {
        addAView(database);
        SchemaSnapshot schema = database.schema();

        fails(() -> assertThat(schema).doesNotHaveTable("ORDERS"), "there is a table orders; there should be none");
        fails(
                () -> assertThat(schema).doesNotHaveIndex("idx_orders_status"),
                "there is an index idx_orders_status; there should be none");
        fails(
                () -> assertThat(schema).doesNotHaveView("open_orders"),
                "there is a view open_orders; there should be none");
        fails(
                () -> assertThat(schema).doesNotHaveColumn("Orders", "Status"),
                "table orders has a column status; there should be none");
        // A table that is not there would hide a slip.
        fails(
                () -> assertThat(schema).doesNotHaveColumn("order", "amount"),
                "there is no table order; did you mean orders?");
    }

    @Test
    void countsTheRowsThatAreCommitted(TestDatabase database) throws SQLException {
        addAView(database);
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        Sql.run(connection, "INSERT INTO customers (name) VALUES ('Alan')");
        assertThat(database).hasRowCount("customers", 2);
        connection.commit();
        assertThat(database).hasRowCount("customers", 3);

        fails(() -> assertThat(database).hasRowCount("Customers", 1), "table customers has 3 rows, expected 1");
        Sql.run(connection, "DELETE FROM customers WHERE id > 1");
        connection.commit();
        fails(() -> assertThat(database).hasRowCount("customers", 0), "table customers has 1 row, expected 0");
        fails(() -> assertThat(database).hasRowCount("open_orders", 9), "view open_orders has 0 rows, expected 9");
        fails(
                () -> assertThat(database).hasRowCount("customer", 9),
                "there is no table customer; did you mean customers?");
    }

    @Test
    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, storage = Storage.MEMORY)
    void looksAtADatabaseInMemory(TestDatabase database) throws SQLException {
        Sql.run(database.connection(), "INSERT INTO customers (name) VALUES ('Ada')");
        assertThat(database).hasRowCount("customers", 1).matchesSnapshot(SNAPSHOT);
    }

    @Test
    void saysWhyRowsCannotBeCounted(TestDatabase database) throws SQLException {
        Sql.run(database.connection(), "CREATE VIEW broken AS SELECT x FROM nowhere");

        assertThatThrownBy(() -> assertThat(database).hasRowCount("broken", 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the rows of broken cannot be counted: ")
                .hasMessageContaining("no such table: main.nowhere");
    }

    @Test
    void knowsTheVersion(TestDatabase database) {
        assertThat(database).isAtVersion(3).isAtVersion("3").isAtVersion("0003");
        fails(() -> assertThat(database).isAtVersion(2), "the database is at version 3, expected version 2");
        fails(
                () -> assertThat(database).isAtVersion(MigratedDatabase.EMPTY),
                "the database is at version 3, expected EMPTY");
        fails(
                () -> assertThat(database).isAtVersion("latest"),
                "the database is at version 3, expected version latest");
        assertThatThrownBy(() -> assertThat(database).isAtVersion(MigratedDatabase.LATEST))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("-1 is no version, such as 5; EMPTY stands for none");
    }

    @Test
    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, version = MigratedDatabase.EMPTY)
    void knowsTheVersionOfAnEmptyDatabase(TestDatabase database) {
        assertThat(database).isAtVersion(MigratedDatabase.EMPTY).isAtVersion("");
        fails(() -> assertThat(database).isAtVersion("1"), "the database is at EMPTY, expected version 1");
    }

    @Test
    void showsWhatDiffersFromAnotherSchema(TestDatabase database) throws SQLException {
        SchemaSnapshot before = database.schema();
        Sql.run(database.connection(), "DROP INDEX idx_orders_status");
        Sql.run(database.connection(), "CREATE TABLE \"50%\"(x)");
        Sql.run(database.connection(), "ALTER TABLE customers ADD COLUMN email TEXT");

        String message = """
                the schema is not the expected one:
                --- expected
                +++ actual
                + table 50%
                + column customers.email
                - index idx_orders_status on orders(status)
                3 differences: 1 only in expected, 2 only in actual""";
        fails(() -> assertThat(database).isEqualTo(before), message);
        fails(() -> assertThat(database.schema()).isEqualTo(before), message);
        fails(() -> assertThat(database).as("after the import").isEqualTo(before), "[after the import] " + message);
        assertThat(database).isNotEqualTo(before);
    }

    @Test
    void givesBothSchemasToToolsThatCompare(TestDatabase database) throws SQLException {
        addAView(database);
        SchemaSnapshot before = database.schema();
        Sql.run(database.connection(), "DROP VIEW open_orders");

        assertThatThrownBy(() -> assertThat(database).isEqualTo(before))
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo(SnapshotJson.write(before));
                    assertThat(error.getActual().getValue()).isEqualTo(SnapshotJson.write(database.schema()));
                });
    }

    @Test
    void takesASchemaThatIsWrittenDifferentlyForTheSame(TestDatabase database) throws SQLException {
        addAView(database);
        SchemaSnapshot before = database.schema();
        Sql.run(database.connection(), "DROP VIEW open_orders");
        Sql.run(database.connection(), "create view open_orders as select id from orders where \"status\" = 'open'");

        assertThat(database).isEqualTo(before);
        fails(
                () -> assertThat(database.schema()).isNotEqualTo(before),
                "the schema is the same as the other; there should be a difference");
    }

    @Test
    void showsWhatDiffersFromACommittedSnapshot(TestDatabase database) throws SQLException {
        addAView(database);
        fails(() -> assertThat(database).matchesSnapshot(SNAPSHOT), """
                        the schema is not that of src/test/resources/snapshots/shop-3.json:
                        --- src/test/resources/snapshots/shop-3.json
                        +++ actual
                        + view open_orders
                        1 difference: 1 only in actual
                        if it should be as it is now, mvn test -Drollproof.update-snapshots=true rewrites the file""");
    }

    @Test
    void namesASnapshotThatIsNotThere(TestDatabase database) {
        Path absent = Path.of("schema/5.json").toAbsolutePath();
        fails(
                () -> assertThat(database).matchesSnapshot("schema/5.json"),
                "there is no snapshot " + absent + "; mvn test -Drollproof.update-snapshots=true writes it");
        assertThat(absent).doesNotExist();
        assertThatThrownBy(() -> assertThat(database).matchesSnapshot("classpath:schema/5.json"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("\"classpath:schema/5.json\" is on the class path, where no snapshot can be written; give a"
                        + " path in the project, such as src/test/resources/schema/5.json");
        assertThatThrownBy(() -> assertThat(database).matchesSnapshot("pom.xml"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("pom.xml:1:1: no valid JSON: ");
    }

    @Test
    void joinsSoftAssertionsByCheck(TestDatabase database) {
        SoftAssertions softly = new SoftAssertions();
        softly.check(() -> assertThat(database).hasTable("order"));
        softly.check(() -> assertThat(database).hasTable("orders"));
        softly.check(() -> assertThat(database).hasIndex("none"));

        assertThat(softly.errorsCollected()).hasSize(2);
    }

    @Test
    void leavesEveryOtherAssertionToAssertJ(TestDatabase database) {
        assertThat("text").startsWith("t");
        assertThat(5).isPositive();
        assertThat(List.of(1, 2)).containsExactly(1, 2);
        assertThat((Object) database).isNotNull();
        assertThat(database).isSameAs(database).isNotNull();
    }

    @Test
    void showsWhatIsBrokenInAReport(TestDatabase database) {
        assertThat(database.verifyRollbacks()).passes();

        VerificationReport unproven = new RollbackVerifier(VerificationOptions.DEFAULT)
                .verify(MigrationDirectory.read(
                        Path.of("src/test/resources/unproven"), ReadingOptions.of(Layout.AUTO)));
        assertThatThrownBy(() -> assertThat(unproven).passes())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("FAILED: ")
                .hasMessageContaining("0002_create_b.rollback.sql\n")
                .hasMessageContaining("after the rollback index idx_a_name on a(name) is left behind");
    }
}
