package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One database for a class. */
class ScopeTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;
    private static final String NAMES = "SELECT group_concat(name, ',') FROM (SELECT name FROM customers ORDER BY id)";

    private static void add(Connection connection, String name) throws SQLException {
        Sql.run(connection, "INSERT INTO customers (name) VALUES ('" + name + "')");
    }

    @Test
    void isSharedByTheTestsItsLifecycleMethodsAndItsNestedClasses() {
        TestRun run = TestRun.green(SharedTestCase.class, 4);
        assertThat(run.published("end")).containsExactly("before,one,two,inner");
        assertThat(run.published("file"))
                .hasSize(1)
                .allSatisfy(file -> assertThat(Path.of(file)).doesNotExist());
    }

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class SharedTestCase {
        @BeforeAll
        static void before(Connection connection, TestDatabase database, TestReporter reporter) throws SQLException {
            add(connection, "before");
            reporter.publishEntry("file", database.file().orElseThrow().toString());
        }

        @Test
        @Order(1)
        void one(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, NAMES)).isEqualTo("before");
            add(connection, "one");
        }

        @Test
        @Order(2)
        @MigratedDatabase(migrations = SHOP, version = 1)
        void aMethodMayHaveItsOwn(Connection connection) throws SQLException {
            assertThat(Sql.tables(connection)).isEqualTo("customers");
            assertThat(Sql.value(connection, NAMES)).isEqualTo("null");
        }

        @Test
        @Order(3)
        void two(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, NAMES)).isEqualTo("before,one");
            add(connection, "two");
        }

        @Nested
        class Inner {
            @Test
            void inner(Connection connection) throws SQLException {
                assertThat(Sql.value(connection, NAMES)).isEqualTo("before,one,two");
                add(connection, "inner");
            }
        }

        @AfterAll
        static void after(Connection connection, TestReporter reporter) throws SQLException {
            reporter.publishEntry("end", Sql.value(connection, NAMES));
        }
    }

    @Test
    void isOneForEachClassThatInheritsIt() {
        TestRun.green(FirstHeirTestCase.class, 1);
        TestRun.green(SecondHeirTestCase.class, 1);
        TestRun.green(NestedOwnTestCase.class, 2);
    }

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    static class Parent {
        @Test
        void addsTheOnlyOne(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, NAMES)).isEqualTo("null");
            add(connection, "Ada");
        }
    }

    static class FirstHeirTestCase extends Parent {}

    static class SecondHeirTestCase extends Parent {}

    static class NestedOwnTestCase extends Parent {
        @Nested
        @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
        class Inner {
            @Test
            void hasItsOwn(Connection connection) throws SQLException {
                assertThat(Sql.value(connection, NAMES)).isEqualTo("null");
                add(connection, "Grace");
            }
        }
    }

    @Test
    void reachesConstructorsOfOneInstanceForAllTests() {
        TestRun.green(PerClassTestCase.class, 2);
    }

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    @MigratedDatabase(migrations = SHOP, database = "fresh")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase {
        private final Connection connection;

        PerClassTestCase(Connection connection) {
            this.connection = connection;
        }

        @BeforeAll
        void before(Connection ofClass) {
            assertThat(ofClass).isSameAs(connection);
        }

        @Test
        void one(Connection ofClass, @Database("fresh") Connection ofTest) throws SQLException {
            assertThat(ofClass).isSameAs(connection);
            assertThat(Sql.value(ofTest, NAMES)).isEqualTo("null");
            add(ofTest, "Ada");
        }

        @Test
        void two(@Database("fresh") Connection ofTest) throws SQLException {
            assertThat(Sql.value(ofTest, NAMES)).isEqualTo("null");
            add(ofTest, "Ada");
        }
    }

    @Test
    void isKeptOnceWhenATestOfTheClassFails() {
        assertThat(TestRun.of(FailingTestCase.class).published("rollproof.database"))
                .hasSize(1)
                .allMatch(file -> file.contains("FailingTestCase") || file.endsWith("database.db"));
        assertThat(TestRun.of(FailingAfterAllTestCase.class).published("rollproof.database"))
                .hasSize(1);
    }

    /** Before JUnit 5.12 nobody is told which test the instance was for. */
    @Test
    void isKeptWhenAConstructorFails() {
        assumeTrue(ConstructorTest.constructorsKnowTheirTest(), "JUnit 5.12 or newer");
        assertThat(TestRun.of(FailingConstructorTestCase.class).published("rollproof.database"))
                .hasSize(1);
    }

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    static class FailingConstructorTestCase {
        FailingConstructorTestCase(Connection connection) {
            throw new AssertionError("on purpose");
        }

        @Test
        void never() {}
    }

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    static class FailingTestCase {
        @Test
        void fails(Connection connection) {
            throw new AssertionError("on purpose");
        }

        @Test
        void passes(Connection connection) {}
    }

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    static class FailingAfterAllTestCase {
        @Test
        void passes(Connection connection) {}

        @AfterAll
        static void fails() {
            throw new AssertionError("on purpose");
        }
    }
}
