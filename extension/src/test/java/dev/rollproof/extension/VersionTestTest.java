package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** One test at each version of a range. */
class VersionTestTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;

    @Test
    void runsAtEachVersion() {
        TestRun run = TestRun.green(EachTestCase.class, 3);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "0001 create_customers -> SUCCESSFUL",
                        "0002 create_orders -> SUCCESSFUL",
                        "0003 add_order_status -> SUCCESSFUL");
        assertThat(run.published("version")).containsExactlyInAnyOrder("1", "2", "3");
    }

    static class EachTestCase {
        @VersionTest(migrations = SHOP)
        @Seed(value = MigratedDatabaseTest.CUSTOMERS, atVersion = 1)
        @Seed(value = MigratedDatabaseTest.ORDERS, atVersion = 2)
        void endsUpRight(TestDatabase database, TestReporter reporter) throws SQLException {
            boolean hasOrders = !database.version().equals("1");
            reporter.publishEntry("version", database.version());

            database.migrateToLatest();

            Connection connection = database.connection();
            assertThat(Sql.value(connection, "SELECT name FROM customers")).isEqualTo("Ada");
            assertThat(Sql.value(connection, "SELECT status FROM orders")).isEqualTo(hasOrders ? "open" : "none");
        }
    }

    @Test
    void takesARangeAndTheRestFromTheClass() {
        TestRun run = TestRun.green(RangeTestCase.class, 3);
        assertThat(run.published("version")).containsExactlyInAnyOrder("2", "3", "1");
    }

    @MigratedDatabase(migrations = SHOP, version = 1, foreignKeys = false, scope = Scope.CLASS)
    static class RangeTestCase {
        @BeforeEach
        void seesTheSameDatabase(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, "PRAGMA foreign_keys")).isEqualTo("0");
        }

        @VersionTest(from = "2")
        void fromTwo(TestDatabase database, TestReporter reporter) {
            reporter.publishEntry("version", database.version());
        }

        @VersionTest(from = "create_customers", to = "0001_create_customers")
        void oneByName(TestDatabase database, TestReporter reporter) {
            reporter.publishEntry("version", database.version());
        }
    }

    @Test
    void leavesOutWhatTheGlobsLeaveOut() {
        assertThat(TestRun.green(ChosenTestCase.class, 1).outcomes())
                .containsExactly("0001 create_customers -> SUCCESSFUL");
    }

    static class ChosenTestCase {
        @VersionTest(migrations = SHOP, exclude = "*order*", to = "3")
        void chosen(Connection connection) throws SQLException {
            assertThat(Sql.tables(connection)).isEqualTo("customers");
        }
    }

    @Test
    void isFreshAndMayStandBesideOtherDatabases() {
        TestRun.green(TwoTestCase.class, 6);
    }

    @MigratedDatabase(migrations = SHOP, database = "archive", version = 1)
    static class TwoTestCase {
        @VersionTest(migrations = SHOP, database = "shop")
        void both(@Database("shop") TestDatabase shop, @Database("archive") TestDatabase archive) throws SQLException {
            assertThat(Sql.value(shop.connection(), "SELECT count(*) FROM customers"))
                    .isEqualTo("0");
            Sql.run(shop.connection(), "INSERT INTO customers (name) VALUES ('Ada')");
            assertThat(archive.version()).isEqualTo("1");
        }

        @VersionTest
        void theOnlyOneOfTheClass(TestDatabase archive) {
            archive.migrateToLatest();
            archive.rollbackTo(1);
        }
    }

    @Test
    void isRefusedWithoutAVersion() {
        assertThat(TestRun.onlyFailure(EmptyRangeTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(
                        "@VersionTest on EmptyRangeTestCase.none: from = \"3\" and to = \"2\" leave none of"
                                + " the 3 migrations in ");
        assertThat(TestRun.onlyFailure(UnknownVersionTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("@VersionTest on UnknownVersionTestCase.none: there is no version 9 in ")
                .hasMessageEndingWith("/shop, only 1, 2, 3");
    }

    static class EmptyRangeTestCase {
        @VersionTest(migrations = SHOP, from = "3", to = "2")
        void none() {}
    }

    static class UnknownVersionTestCase {
        @VersionTest(migrations = SHOP, from = "9")
        void none() {}
    }
}
