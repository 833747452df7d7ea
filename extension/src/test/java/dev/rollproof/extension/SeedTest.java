package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Rows from files and from Java, at the end and before later migrations. */
class SeedTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;
    private static final String CUSTOMERS = MigratedDatabaseTest.CUSTOMERS;
    private static final String ORDERS = MigratedDatabaseTest.ORDERS;
    private static final String NAMES =
            "SELECT group_concat(name, ', ') FROM (SELECT name FROM customers ORDER BY rowid)";

    @Test
    void goesInAtItsVersionAndLaterMigrationsRunOverIt() {
        TestRun.green(EarlyTestCase.class, 3);
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(value = CUSTOMERS, atVersion = 1)
    @Seed(value = ORDERS, atVersion = 2)
    static class EarlyTestCase {
        @Test
        void fromFiles(Connection connection) throws SQLException {
            // The third migration fills the column in the rows that it finds.
            assertThat(Sql.value(connection, "SELECT status FROM orders")).isEqualTo("open");
        }

        @Test
        @Seed(with = AddsZoe.class, atVersion = 1)
        void fromJava(Connection connection, TestDatabase database) throws SQLException {
            assertThat(database.version()).isEqualTo("3");
            assertThat(Sql.value(connection, NAMES)).isEqualTo("Ada, Grace, Zoë");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, version = 2)
        void orAtTheVersionThatIsTheLast(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, "SELECT count(*) FROM orders")).isEqualTo("1");
        }
    }

    static final class AddsZoe implements Seeder {
        @Override
        public void seed(Connection connection) throws SQLException {
            assertThat(connection.getAutoCommit()).isFalse();
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Zoë')");
        }
    }

    @Test
    void goesInClassFirstAndSuperclassBeforeThat() {
        TestRun.green(OrderTestCase.class, 2);
    }

    @Seed(with = AddsZoe.class)
    static class Parent {}

    @MigratedDatabase(migrations = SHOP, seeds = CUSTOMERS)
    @Seed(with = AddsAlan.class)
    static class OrderTestCase extends Parent {
        @Test
        @Seed(with = AddsTestClass.class)
        void all(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, NAMES)).isEqualTo("Ada, Grace, Zoë, Alan, OrderTestCase");
        }

        @Nested
        @Seed(with = AddsTestClass.class)
        class Inner {
            @Test
            void addsItsOwn(Connection connection) throws SQLException {
                assertThat(Sql.value(connection, NAMES)).isEqualTo("Ada, Grace, Zoë, Alan, Inner");
            }
        }
    }

    private static final class AddsAlan implements Seeder {
        @Override
        public void seed(Connection connection) throws SQLException {
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Alan')");
        }
    }

    /** JUnit's own resolvers fill its constructor. */
    static final class AddsTestClass implements Seeder {
        private final TestInfo test;

        AddsTestClass(TestInfo test) {
            this.test = test;
        }

        @Override
        public void seed(Connection connection) throws SQLException {
            String name = test.getTestClass().orElseThrow().getSimpleName();
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('" + name + "')");
        }
    }

    @Test
    void isAloneInEveryDatabase() {
        TestRun.green(RepeatedTestCase.class, 20);
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(with = AddsZoe.class)
    static class RepeatedTestCase {
        @RepeatedTest(20)
        void once(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, NAMES)).isEqualTo("Zoë");
        }
    }

    @Test
    void isForTheDatabaseThatItNames() {
        TestRun.green(NamedTestCase.class, 1);
    }

    @MigratedDatabase(migrations = SHOP, database = "shop")
    @MigratedDatabase(migrations = SHOP, database = "archive")
    @Seed(value = CUSTOMERS, database = "archive")
    static class NamedTestCase {
        @Test
        void oneOfTwo(@Database("shop") Connection shop, @Database("archive") Connection archive) throws SQLException {
            assertThat(Sql.value(shop, "SELECT count(*) FROM customers")).isEqualTo("0");
            assertThat(Sql.value(archive, "SELECT count(*) FROM customers")).isEqualTo("2");
        }
    }

    private static void assertTold(Class<?> fixture, String message) {
        Throwable thrown = TestRun.onlyFailure(fixture);
        assertThat(thrown).isInstanceOf(ExtensionConfigurationException.class).hasMessage(message);
    }

    @Test
    void isRefusedWithoutADatabase() {
        assertTold(
                HomelessTestCase.class,
                "@Seed(\"" + CUSTOMERS
                        + "\") on class HomelessTestCase: there is no @MigratedDatabase that it could be for");
    }

    @Seed(CUSTOMERS)
    static class HomelessTestCase {
        @Test
        @Seed(with = AddsZoe.class)
        void has() {}
    }

    @Test
    void isRefusedBehindTheVersionOfTheDatabase() {
        assertTold(
                LateTestCase.class,
                "@MigratedDatabase on class LateTestCase: @Seed(\"" + CUSTOMERS
                        + "\") on class LateTestCase: the database"
                        + " stops at version 1, before it reaches atVersion = 2");
    }

    @MigratedDatabase(migrations = SHOP, version = 1)
    @Seed(value = CUSTOMERS, atVersion = 2)
    static class LateTestCase {
        @Test
        void has() {}
    }

    @Test
    void saysAtWhichVersionItFails() {
        assertTold(
                TooEarlyTestCase.class,
                "@MigratedDatabase on class TooEarlyTestCase: a seed fails at version 1, so there is no database: "
                        + Path.of(ORDERS).toAbsolutePath() + ":1:1: no such table: orders");
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(value = ORDERS, atVersion = 1)
    static class TooEarlyTestCase {
        @Test
        void has() {}
    }

    @Test
    void isRefusedAsBothKindsOrNeither() {
        assertTold(
                NeitherTestCase.class,
                "@Seed(\"\") on class NeitherTestCase gives neither a file nor with = …; give one of them");
        assertTold(
                BothTestCase.class,
                "@Seed(with = AddsZoe.class) on class BothTestCase gives a file and with = …; give one of them");
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed
    static class NeitherTestCase {
        @Test
        void has() {}
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(value = CUSTOMERS, with = AddsZoe.class)
    static class BothTestCase {
        @Test
        void has() {}
    }

    /** Also where no test takes the database. */
    @Test
    void isRefusedAsASeederThatCannotBeMade() {
        assertTold(
                InnerSeederTestCase.class,
                "@MigratedDatabase on class InnerSeederTestCase: @Seed(with = Inner.class) on class InnerSeederTestCase: Inner"
                        + " is an inner class; make it static");
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(with = InnerSeederTestCase.Inner.class)
    static class InnerSeederTestCase {
        @Test
        void has() {}

        @SuppressWarnings("ClassCanBeStatic") // That it is not is the mistake.
        final class Inner implements Seeder {
            @Override
            public void seed(Connection connection) {}
        }
    }

    @Test
    void isRefusedOnATestThatHasItsClassesDatabase() {
        assertTold(
                SharedTestCase.class,
                "@Seed(with = AddsZoe.class) on SharedTestCase.has comes too late: @MigratedDatabase on class"
                        + " SharedTestCase makes one database for the whole class, scope = CLASS; move the seed there");
    }

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    static class SharedTestCase {
        @Test
        @Seed(with = AddsZoe.class)
        void has() {}
    }

    @Test
    void saysWhyItFails() {
        assertThat(TestRun.onlyFailure(FailingTestCase.class))
                .hasMessageContaining("@MigratedDatabase on class FailingTestCase: @Seed(with = Fails.class) on class"
                        + " FailingTestCase fails, so there is no database: there is no moon tonight");
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(with = Fails.class)
    static class FailingTestCase {
        @Test
        void has(Connection connection) {}
    }

    static final class Fails implements Seeder {
        @Override
        public void seed(Connection connection) {
            throw new IllegalStateException("there is no moon tonight");
        }
    }

    @Test
    void saysWhichTableHasToBeSeededBefore() {
        assertThat(TestRun.onlyFailure(OrphanTestCase.class))
                .hasMessageContaining(
                        "@MigratedDatabase on class OrphanTestCase: @Seed(with = AddsOrphan.class) on class OrphanTestCase fails, so"
                                + " there is no database: FOREIGN KEY constraint failed: orders.customer refers to a row of customers"
                                + " that is not there; seed customers before");
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(with = AddsOrphan.class)
    static class OrphanTestCase {
        @Test
        void has(Connection connection) {}
    }

    static final class AddsOrphan implements Seeder {
        @Override
        public void seed(Connection connection) throws SQLException {
            Sql.run(connection, "INSERT INTO orders (customer) VALUES (99)");
        }
    }

    @Test
    void saysThatItsOwnOrderIsWrong() {
        assertThat(TestRun.onlyFailure(OrderOfRowsTestCase.class))
                .hasMessageContaining(
                        "@MigratedDatabase on class OrderOfRowsTestCase: @Seed(with = AddsChildFirst.class) on class"
                                + " OrderOfRowsTestCase fails, so there is no database: FOREIGN KEY constraint failed: it writes a row"
                                + " before the one that it refers to; turn the two round");
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(with = AddsChildFirst.class)
    static class OrderOfRowsTestCase {
        @Test
        void has(Connection connection) {}
    }

    static final class AddsChildFirst implements Seeder {
        @Override
        public void seed(Connection connection) throws SQLException {
            Sql.run(connection, "INSERT INTO orders (customer) VALUES (99)");
            Sql.run(connection, "INSERT INTO customers (id, name) VALUES (99, 'Ada')");
        }
    }

    @Test
    void isRefusedWithoutADatabaseAlsoWhereNothingIsAskedFor() {
        assertTold(
                ForNothingTestCase.class,
                "@Seed(\"" + CUSTOMERS
                        + "\") on class ForNothingTestCase: there is no @MigratedDatabase that it could be" + " for");
        TestRun.green(ForItsMethodTestCase.class, 3);
    }

    @Seed(CUSTOMERS)
    static class ForNothingTestCase {
        @Test
        void asksForNothing() {}
    }

    @Seed(CUSTOMERS)
    static class ForItsMethodTestCase {
        @Test
        @MigratedDatabase(migrations = SHOP)
        void has(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("2");
        }

        @Test
        void needsNone() {}

        @Nested
        @MigratedDatabase(migrations = SHOP)
        class Inner {
            @Test
            void has(Connection connection) throws SQLException {
                assertThat(Sql.value(connection, "SELECT count(*) FROM customers"))
                        .isEqualTo("2");
            }
        }
    }

    @Test
    void inJavaIsRunAlsoWhereNothingTakesTheDatabase() {
        assertTold(
                UntakenTestCase.class,
                "@MigratedDatabase on class UntakenTestCase: @Seed(with = Fails.class) on class UntakenTestCase fails, so"
                        + " there is no database: there is no moon tonight");
        assertThat(TestRun.of(AbortingTestCase.class).outcomes()).containsExactly("asksForNothing() -> ABORTED");
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(with = Fails.class)
    static class UntakenTestCase {
        @Test
        void asksForNothing() {}
    }

    @MigratedDatabase(migrations = SHOP)
    @Seed(with = Aborts.class)
    static class AbortingTestCase {
        @Test
        void asksForNothing() {}
    }

    static final class Aborts implements Seeder {
        @Override
        public void seed(Connection connection) {
            Assumptions.abort("only on a moonlit night");
        }
    }
}
