package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database that each test is given, and where. */
class MigratedDatabaseTest {
    static final String SHOP = "src/test/resources/shop";
    static final String CUSTOMERS = "src/test/resources/shop-seeds/customers.sql";
    static final String ORDERS = "src/test/resources/shop-seeds/orders.sql";

    @Test
    void isInjectedIntoTestsInEveryForm() {
        TestRun.green(EveryFormTestCase.class, 5);
    }

    @MigratedDatabase(migrations = SHOP)
    static class EveryFormTestCase {
        @Test
        void connection(Connection connection) throws SQLException {
            assertThat(Sql.tables(connection)).isEqualTo("customers,orders");
        }

        @Test
        void dataSource(DataSource source) throws SQLException {
            try (Connection connection = source.getConnection()) {
                assertThat(Sql.tables(connection)).isEqualTo("customers,orders");
            }
        }

        @Test
        void testDatabase(TestDatabase database) throws SQLException {
            assertThat(Sql.tables(database.connection())).isEqualTo("customers,orders");
        }

        @Test
        void schemaSnapshot(SchemaSnapshot schema, TestDatabase database) {
            assertThat(schema).isEqualTo(database.schema());
        }

        @Test
        void allOfThemAreOneDatabase(Connection connection, DataSource source, TestDatabase database)
                throws SQLException {
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Ada')");
            try (Connection other = source.getConnection()) {
                assertThat(Sql.value(other, "SELECT name FROM customers")).isEqualTo("Ada");
            }
            assertThat(database.connection()).isSameAs(connection);
        }
    }

    @Test
    void isOneInLifecycleMethodsAndTheTest() {
        TestRun run = TestRun.green(EveryPlaceTestCase.class, 2);
        assertThat(run.published("afterEach")).containsExactly("beforeEach,test", "beforeEach,test");
    }

    @MigratedDatabase(migrations = SHOP)
    static class EveryPlaceTestCase {
        @BeforeEach
        void before(Connection connection) throws SQLException {
            add(connection, "beforeEach");
        }

        @Test
        void one(Connection connection) throws SQLException {
            add(connection, "test");
        }

        @Test
        void other(Connection connection) throws SQLException {
            add(connection, "test");
        }

        @AfterEach
        void after(Connection connection, TestReporter reporter) throws SQLException {
            reporter.publishEntry(
                    "afterEach",
                    Sql.value(
                            connection,
                            "SELECT group_concat(name, ',') FROM (SELECT name FROM customers ORDER BY id)"));
        }

        private static void add(Connection connection, String name) throws SQLException {
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('" + name + "')");
        }
    }

    @Test
    void isFreshForEveryTestRepetitionAndParameterSet() {
        TestRun.green(FreshTestCase.class, 30);
    }

    @MigratedDatabase(migrations = SHOP)
    static class FreshTestCase {
        @RepeatedTest(20)
        void repeated(Connection connection) throws SQLException {
            addTheOnlyCustomer(connection);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5})
        void parameterized(int argument, Connection connection) throws SQLException {
            assertThat(argument).isPositive();
            addTheOnlyCustomer(connection);
        }

        @TestFactory
        DynamicTest[] dynamicTestsShareTheirFactorysDatabase(Connection connection) throws SQLException {
            addTheOnlyCustomer(connection);
            return new DynamicTest[] {
                DynamicTest.dynamicTest(
                        "sees the factory's row",
                        () -> assertThat(Sql.value(connection, "SELECT count(*) FROM customers"))
                                .isEqualTo("1"))
            };
        }

        @Test
        void one(Connection connection) throws SQLException {
            addTheOnlyCustomer(connection);
        }

        @Test
        void two(Connection connection) throws SQLException {
            addTheOnlyCustomer(connection);
        }

        @Test
        void three(DataSource source) throws SQLException {
            try (Connection connection = source.getConnection()) {
                addTheOnlyCustomer(connection);
            }
        }

        @Test
        void four(TestDatabase database) throws SQLException {
            addTheOnlyCustomer(database.connection());
        }

        private static void addTheOnlyCustomer(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("0");
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Ada')");
        }
    }

    @Test
    void standsAtTheVersionAskedFor() {
        TestRun.green(VersionsTestCase.class, 7);
    }

    @MigratedDatabase(migrations = SHOP, version = 1)
    static class VersionsTestCase {
        @Test
        void theClassesVersion(TestDatabase database) throws SQLException {
            assertThat(database.version()).isEqualTo("1");
            assertThat(Sql.tables(database.connection())).isEqualTo("customers");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, version = 2)
        void theMethodsVersionWins(TestDatabase database) throws SQLException {
            assertThat(database.version()).isEqualTo("2");
            assertThat(Sql.tables(database.connection())).isEqualTo("customers,orders");
        }

        @Test
        @MigratedDatabase(migrations = SHOP)
        void theLatest(TestDatabase database) throws SQLException {
            assertThat(database.version()).isEqualTo("3");
            assertThat(Sql.value(database.connection(), "SELECT count(status) FROM orders"))
                    .isEqualTo("0");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, version = MigratedDatabase.EMPTY)
        void none(TestDatabase database) throws SQLException {
            assertThat(database.version()).isEmpty();
            assertThat(Sql.tables(database.connection())).isEmpty();
        }

        @Test
        @MigratedDatabase(migrations = SHOP, upTo = "0002_create_orders")
        void byName(TestDatabase database) {
            assertThat(database.version()).isEqualTo("2");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, layout = Layout.NUMBERED, exclude = "*order*")
        void withoutThoseExcluded(TestDatabase database) throws SQLException {
            // 3 needs what 2 makes; so up to 1 by what is left.
            assertThat(database.version()).isEqualTo("1");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, version = 2, include = "*customers*")
        void withThoseIncludedAlone(TestDatabase database) throws SQLException {
            assertThat(database.version()).isEqualTo("1");
            assertThat(Sql.tables(database.connection())).isEqualTo("customers");
        }
    }

    @Test
    void isFoundOnSuperclassesInterfacesEnclosingClassesAndOtherAnnotations() {
        TestRun.green(InheritingTestCase.class, 1);
        TestRun.green(ImplementingTestCase.class, 1);
        TestRun.green(EnclosingTestCase.class, 3);
        TestRun.green(MetaTestCase.class, 2);
    }

    @MigratedDatabase(migrations = SHOP, version = 1)
    static class Parent {}

    static class InheritingTestCase extends Parent {
        @Test
        void fromTheSuperclass(TestDatabase database) {
            assertThat(database.version()).isEqualTo("1");
        }
    }

    @MigratedDatabase(migrations = SHOP, version = 2)
    interface Contract {}

    static class ImplementingTestCase implements Contract {
        @Test
        void fromTheInterface(TestDatabase database) {
            assertThat(database.version()).isEqualTo("2");
        }
    }

    @MigratedDatabase(migrations = SHOP, version = 1)
    static class EnclosingTestCase {
        @Nested
        class Inner {
            @Test
            void fromTheClassAround(TestDatabase database) {
                assertThat(database.version()).isEqualTo("1");
            }
        }

        @Nested
        class InheritingInner extends ImplementingTestCase {}

        @Nested
        @MigratedDatabase(migrations = SHOP, version = 3)
        class OwnInner {
            @Test
            void itsOwn(TestDatabase database) {
                assertThat(database.version()).isEqualTo("3");
            }
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @MigratedDatabase(migrations = SHOP, version = 2)
    @interface ShopAtTwo {}

    @ShopAtTwo
    static class MetaTestCase {
        @Test
        void fromTheClassesAnnotation(TestDatabase database) {
            assertThat(database.version()).isEqualTo("2");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, version = 1)
        void theMethodsWins(TestDatabase database) {
            assertThat(database.version()).isEqualTo("1");
        }
    }

    @Test
    void needsNoAnnotationOnTheClass() {
        TestRun.green(OnMethodTestCase.class, 1);
    }

    static class OnMethodTestCase {
        @Test
        @MigratedDatabase(migrations = SHOP, version = 1)
        void onTheMethodAlone(Connection connection) throws SQLException {
            assertThat(Sql.tables(connection)).isEqualTo("customers");
        }
    }

    @Test
    void holdsTheSeedsInTheirOrder() {
        TestRun.green(SeedsTestCase.class, 2);
    }

    @Test
    void holdsSeedsOfEveryKind() {
        TestRun.green(KindsOfSeedsTestCase.class, 2);
    }

    @MigratedDatabase(
            migrations = SHOP,
            seeds = {"src/test/resources/shop-seeds/customers.csv", "classpath:shop-seeds/shop.json", CUSTOMERS})
    static class KindsOfSeedsTestCase {
        @Test
        void allFiles(Connection connection) throws SQLException {
            assertThat(Sql.value(
                            connection,
                            "SELECT group_concat(id || ' ' || name, ', ') FROM (SELECT * FROM customers ORDER BY id)"))
                    .isEqualTo("1 Ada, 2 Grace, 4 Zoë, 5 , 6 Edsger");
            assertThat(Sql.value(connection, "SELECT customer || ' ' || status FROM orders"))
                    .isEqualTo("6 open");
        }

        @Test
        @MigratedDatabase(migrations = SHOP)
        void theSameOnRequest(TestDatabase database, Connection connection) throws SQLException {
            database.seed("classpath:shop-seeds/customers.csv", "classpath:shop-seeds/shop.json");
            assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("3");
        }
    }

    @MigratedDatabase(
            migrations = "classpath:shop",
            seeds = {CUSTOMERS, "classpath:shop-seeds/orders.sql"})
    static class SeedsTestCase {
        @Test
        void bothFiles(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, "SELECT name FROM orders JOIN customers ON customers.id = customer"))
                    .isEqualTo("Ada");
        }

        @Test
        @MigratedDatabase(migrations = SHOP)
        void noneWhereTheNearestAnnotationNamesNone(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("0");
        }
    }

    @Test
    void checksForeignKeysUnlessToldNotTo() {
        TestRun.green(ForeignKeysTestCase.class, 2);
    }

    @MigratedDatabase(migrations = SHOP)
    static class ForeignKeysTestCase {
        private static final String ORPHAN = "INSERT INTO orders (customer) VALUES (99)";

        @Test
        void on(TestDatabase database) throws SQLException {
            assertThatThrownBy(() -> Sql.run(database.connection(), ORPHAN))
                    .hasMessageContaining("FOREIGN KEY constraint failed");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThatThrownBy(() -> Sql.run(connection, ORPHAN))
                        .hasMessageContaining("FOREIGN KEY constraint failed");
            }
            assertThat(database.jdbcUrl()).contains("foreign_keys=on");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, foreignKeys = false, seeds = "src/test/resources/shop-seeds/orphan.sql")
        void off(Connection connection, TestDatabase database) throws SQLException {
            assertThat(Sql.value(connection, "SELECT customer FROM orders")).isEqualTo("99");
            assertThat(database.jdbcUrl()).contains("foreign_keys=off");
        }
    }
}
