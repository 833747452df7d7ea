package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.jdbc.Sql.ExecutionPhase;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.annotation.Transactional;

/** A Spring context's {@code DataSource} is the test's database. */
class SpringTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;

    @Test
    void itIsTheTestsDatabase() {
        TestRun.green(PlainTestCase.class, 7);
    }

    @SpringJUnitConfig(SpringShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class PlainTestCase {
        private final JdbcTemplate jdbc;

        @Autowired
        PlainTestCase(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Test
        void rowsOfBeansAreSeenByTheTest(Connection connection) throws SQLException {
            SpringShop.addAda(jdbc);
            assertThat(Sql.value(connection, "SELECT name FROM customers")).isEqualTo("Ada");
        }

        @RepeatedTest(2)
        void eachRepetitionHasItsOwn() {
            SpringShop.addAda(jdbc);
            assertThat(SpringShop.customers(jdbc)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Ada", "Grace"})
        void soHasEachArgument(String name, @Autowired DataSource dataSource) throws SQLException {
            jdbc.update("INSERT INTO customers (name) VALUES (?)", name);
            try (Connection connection = dataSource.getConnection()) {
                assertThat(Sql.value(connection, "SELECT group_concat(name) FROM customers"))
                        .isEqualTo(name);
            }
        }

        @Nested
        class Inner {
            @Test
            void soHasANestedTest() {
                SpringShop.addAda(jdbc);
                assertThat(SpringShop.customers(jdbc)).isEqualTo(1);
            }
        }

        @Test
        @MigratedDatabase(migrations = SHOP, version = 1)
        void aMethodsVersionCounts() {
            assertThat(jdbc.queryForList("SELECT name FROM sqlite_schema WHERE type = 'table'", String.class))
                    .containsExactly("customers");
        }
    }

    @Test
    void springsTransactionIsOnItWhicheverAnnotationIsFirst() {
        TestRun.green(SpringFirstTestCase.class, 2);
        TestRun.green(SpringLastTestCase.class, 2);
        TestRun.green(SpringFirstPerClassTestCase.class, 2);
        TestRun.green(SpringLastPerClassTestCase.class, 2);
    }

    /** Rows of a transaction that is open are seen by that transaction alone. */
    abstract static class Transactions {
        private final JdbcTemplate jdbc;

        Transactions(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @RepeatedTest(2)
        @Transactional
        @org.springframework.test.context.jdbc.Sql(statements = "INSERT INTO customers (name) VALUES ('Grace')")
        @org.springframework.test.context.jdbc.Sql(
                statements = "DELETE FROM customers",
                executionPhase = ExecutionPhase.AFTER_TEST_METHOD)
        void writes(Connection other) throws SQLException {
            String file = "SELECT file FROM pragma_database_list";
            assertThat(jdbc.queryForObject(file, String.class)).isEqualTo(Sql.value(other, file));
            SpringShop.addAda(jdbc);
            assertThat(SpringShop.customers(jdbc)).isEqualTo(2);
            assertThat(Sql.value(other, "SELECT count(*) FROM customers")).isEqualTo("0");
        }
    }

    @SpringJUnitConfig(SpringShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class SpringFirstTestCase extends Transactions {
        @Autowired
        SpringFirstTestCase(JdbcTemplate jdbc) {
            super(jdbc);
        }
    }

    @MigratedDatabase(migrations = SHOP)
    @SpringJUnitConfig(SpringShop.class)
    static class SpringLastTestCase extends Transactions {
        @Autowired
        SpringLastTestCase(JdbcTemplate jdbc) {
            super(jdbc);
        }
    }

    @SpringJUnitConfig(SpringShop.class)
    @MigratedDatabase(migrations = SHOP)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class SpringFirstPerClassTestCase extends Transactions {
        @Autowired
        SpringFirstPerClassTestCase(JdbcTemplate jdbc) {
            super(jdbc);
        }
    }

    @MigratedDatabase(migrations = SHOP)
    @SpringJUnitConfig(SpringShop.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class SpringLastPerClassTestCase extends Transactions {
        @Autowired
        SpringLastPerClassTestCase(JdbcTemplate jdbc) {
            super(jdbc);
        }
    }

    @Test
    void manyAtOnceSeeOnlyTheirRows() {
        TestRun.green(ManyTestCase.class, 200);
    }

    @SpringJUnitConfig(SpringShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class ManyTestCase {
        private final JdbcTemplate jdbc;

        @Autowired
        ManyTestCase(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @RepeatedTest(200)
        @Transactional
        void sees() {
            SpringShop.addAda(jdbc);
            assertThat(SpringShop.customers(jdbc)).isEqualTo(1);
        }
    }

    @Test
    void itMayBeInMemory() {
        TestRun.green(MemoryTestCase.class, 2);
    }

    @SpringJUnitConfig(SpringShop.class)
    @MigratedDatabase(migrations = SHOP, storage = Storage.MEMORY)
    static class MemoryTestCase {
        @RepeatedTest(2)
        void isSharedToo(@Autowired JdbcTemplate jdbc, Connection connection) throws SQLException {
            SpringShop.addAda(jdbc);
            assertThat(Sql.value(connection, "SELECT group_concat(name) FROM customers"))
                    .isEqualTo("Ada");
        }
    }

    @Test
    void itIsAtTheVersionOfEachInvocation() {
        TestRun.green(VersionsOfTheClassTestCase.class, 1);
        TestRun.green(VersionsTestCase.class, 3);
    }

    @SpringJUnitConfig(SpringShop.class)
    @MigratedDatabase(migrations = SHOP, database = "shop")
    static class VersionsOfTheClassTestCase {
        @VersionTest(to = "1")
        void hasItsVersion(@Autowired JdbcTemplate jdbc, TestDatabase database) {
            assertThat(database.version()).isEqualTo("1");
            assertThat(SpringShop.customers(jdbc)).isZero();
        }
    }

    @SpringJUnitConfig(SpringShop.class)
    static class VersionsTestCase {
        @VersionTest(migrations = SHOP)
        void hasItsVersion(@Autowired JdbcTemplate jdbc, TestDatabase database) {
            assertThat(jdbc.queryForList("SELECT name FROM sqlite_schema WHERE type = 'table'", String.class))
                    .hasSize(database.version().equals("1") ? 1 : 2);
        }
    }
}
