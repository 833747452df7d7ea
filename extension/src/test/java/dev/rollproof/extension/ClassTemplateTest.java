package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.support.ReflectionSupport;

/** Classes that run several times. */
class ClassTemplateTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;
    private static final String COUNT = "SELECT count(*) FROM customers";

    @BeforeEach
    void requireClassTemplates() throws Exception {
        assumeTrue(
                ReflectionSupport.tryToLoadClass("org.junit.jupiter.params.ParameterizedClass")
                        .toOptional()
                        .isPresent(),
                "JUnit 5.13 or newer");
    }

    private static void addOne(Connection connection) throws SQLException {
        Sql.run(connection, "INSERT INTO customers (name) VALUES ('Ada')");
    }

    @Test
    void giveEachTestADatabaseOfItsOwn() {
        TestRun.green(FreshTestCase.class, 6);
    }

    @ParameterizedClass
    @ValueSource(ints = {1, 2, 3})
    @MigratedDatabase(migrations = SHOP)
    static class FreshTestCase {
        private final int argument;
        private final Connection connection;

        FreshTestCase(int argument, Connection connection) {
            this.argument = argument;
            this.connection = connection;
        }

        @Test
        void one(Connection ofTest) throws SQLException {
            assertThat(argument).isPositive();
            assertThat(ofTest).isSameAs(connection);
            assertThat(Sql.value(connection, COUNT)).isEqualTo("0");
            addOne(connection);
        }

        @Nested
        class Inner {
            @Test
            void two(Connection ofTest) throws SQLException {
                assertThat(Sql.value(ofTest, COUNT)).isEqualTo("0");
                addOne(ofTest);
            }
        }
    }

    @Test
    void shareTheOneOfTheClassInAllInvocations() {
        TestRun run = TestRun.green(SharedTestCase.class, 6);
        assertThat(run.published("ends with")).containsExactly("7");
    }

    /** One invocation after the other. */
    @Execution(ExecutionMode.SAME_THREAD)
    @ParameterizedClass
    @ValueSource(ints = {1, 2, 3})
    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    static class SharedTestCase {
        @Parameter
        int argument;

        @BeforeAll
        static void once(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, COUNT)).isEqualTo("0");
            addOne(connection);
        }

        @AfterAll
        static void allOfThem(Connection connection, TestReporter reporter) throws SQLException {
            reporter.publishEntry("ends with", Sql.value(connection, COUNT));
        }

        @Test
        void one(Connection connection) throws SQLException {
            addOne(connection);
        }

        @Nested
        class Inner {
            @Test
            void two(Connection connection) throws SQLException {
                addOne(connection);
            }
        }
    }
}
