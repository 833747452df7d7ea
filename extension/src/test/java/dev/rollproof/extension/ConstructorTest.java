package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Databases that constructors take: those of the test that the instance is made for. */
class ConstructorTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;

    static boolean constructorsKnowTheirTest() {
        return Arrays.stream(ParameterResolver.class.getMethods())
                .anyMatch(method -> method.getName().equals("getTestInstantiationExtensionContextScope"));
    }

    @Test
    void areThoseOfTheInstancesTest() {
        TestRun.green(OwnTestCase.class, 22);
    }

    @MigratedDatabase(migrations = SHOP, version = 1)
    static class OwnTestCase {
        private final Connection connection;

        OwnTestCase(Connection connection) throws SQLException {
            this.connection = connection;
            assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("0");
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('constructor')");
        }

        @Test
        void one(Connection ofTest) {
            assertThat(ofTest).isSameAs(connection);
        }

        @RepeatedTest(20)
        void other(Connection ofTest) {
            assertThat(ofTest).isSameAs(connection);
        }

        @Nested
        class Inner {
            private final Connection ofInner;

            Inner(Connection ofInner) {
                this.ofInner = ofInner;
            }

            @Test
            void isTheSameInTheInstanceAround(Connection ofTest) {
                assertThat(ofInner).isSameAs(connection);
                assertThat(ofTest).isSameAs(connection);
            }
        }
    }

    @Test
    void followTheMethodsAnnotationWhereTheyKnowIt() {
        TestRun run = TestRun.of(FollowingTestCase.class);
        if (constructorsKnowTheirTest()) {
            assertThat(run.outcomes()).containsExactly("hasItsOwn(TestDatabase) -> SUCCESSFUL");
        } else {
            assertThat(run.thrown())
                    .singleElement()
                    .satisfies(thrown -> assertThat(thrown)
                            .isInstanceOf(ExtensionConfigurationException.class)
                            .hasMessage(
                                    "FollowingTestCase.hasItsOwn cannot be followed by the constructor of FollowingTestCase, which"
                                            + " took the database that the class says: before JUnit 5.12 a constructor does not know"
                                            + " its test; take it in a @BeforeEach method"));
        }
    }

    @MigratedDatabase(migrations = SHOP, version = 1)
    static class FollowingTestCase {
        private final Connection connection;

        FollowingTestCase(Connection connection) {
            this.connection = connection;
        }

        @Test
        @MigratedDatabase(migrations = SHOP, version = 2)
        void hasItsOwn(TestDatabase database) throws SQLException {
            assertThat(database.version()).isEqualTo("2");
            assertThat(Sql.tables(connection)).isEqualTo("customers,orders");
        }
    }

    @Test
    void ofTheClassAroundFollowTheNestedOneWhereTheyKnowTheTest() {
        TestRun run = TestRun.of(FollowingNestedTestCase.class);
        if (constructorsKnowTheirTest()) {
            assertThat(run.outcomes()).containsExactly("hasThatOfItsClass(TestDatabase) -> SUCCESSFUL");
        } else {
            assertThat(run.thrown())
                    .singleElement()
                    .satisfies(thrown -> assertThat(thrown)
                            .isInstanceOf(ExtensionConfigurationException.class)
                            .hasMessage("Inner.hasThatOfItsClass cannot be followed by the constructor of Inner or of a"
                                    + " class around it, which took the database that the class says: before JUnit 5.12 a"
                                    + " constructor does not know its test; take it in a @BeforeEach method"));
        }
    }

    @MigratedDatabase(migrations = SHOP, version = 1)
    static class FollowingNestedTestCase {
        private final Connection connection;

        FollowingNestedTestCase(Connection connection) {
            this.connection = connection;
        }

        @Nested
        @MigratedDatabase(migrations = SHOP, version = 2)
        class Inner {
            @Test
            void hasThatOfItsClass(TestDatabase database) throws SQLException {
                assertThat(database.version()).isEqualTo("2");
                assertThat(Sql.tables(connection)).isEqualTo("customers,orders");
            }
        }
    }

    @Test
    void areDeletedWhenTheConstructorFails() {
        TestRun run = TestRun.of(FailingTestCase.class);
        assertThat(run.thrown()).hasSize(3);
        List<String> files = run.published("file");
        assertThat(files)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allSatisfy(file -> assertThat(Path.of(file)).doesNotExist());
    }

    @MigratedDatabase(migrations = SHOP)
    static class FailingTestCase {
        FailingTestCase(TestDatabase database, TestReporter reporter) {
            reporter.publishEntry("file", database.file().orElseThrow().toString());
            throw new AssertionError("on purpose");
        }

        @RepeatedTest(3)
        void never() {}
    }
}
