package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What is left of a test's database. */
class KeptDatabaseTest {
    private static final String KEPT = "rollproof.database";

    @Test
    void nothingAfterATestThatPassesOrIsAborted() {
        TestRun run = TestRun.of(PassingTestCase.class);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "passes(TestDatabase, TestReporter) -> SUCCESSFUL",
                        "isAborted(TestDatabase, TestReporter) -> ABORTED");
        assertThat(run.published("file")).hasSize(2).allSatisfy(file -> {
            assertThat(Path.of(file)).doesNotExist();
            assertThat(Path.of(file + "-wal")).doesNotExist();
            assertThat(Path.of(file).getParent()).doesNotExist();
        });
        assertThat(run.published(KEPT)).isEmpty();
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class PassingTestCase {
        @Test
        void passes(TestDatabase database, TestReporter reporter) throws SQLException {
            Sql.run(database.connection(), "PRAGMA journal_mode=WAL");
            Sql.run(database.connection(), "INSERT INTO customers (name) VALUES ('Ada')");
            publishFile(database, reporter);
        }

        @Test
        void isAborted(TestDatabase database, TestReporter reporter) {
            publishFile(database, reporter);
            Assumptions.abort();
        }
    }

    @Test
    void theFileAsTheTestLeftItAfterOneThatFails() throws SQLException {
        TestRun run = TestRun.of(FailingTestCase.class);
        List<String> kept = run.published(KEPT);
        assertThat(kept).hasSize(1);
        assertThat(Path.of(kept.get(0)).getParent())
                .isEqualTo(Path.of("target/rollproof").toAbsolutePath());
        assertThat(kept.get(0)).contains("FailingTestCase.fails-").endsWith(".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + kept.get(0))) {
            assertThat(Sql.value(connection, "SELECT group_concat(name) FROM customers"))
                    .isEqualTo("Ada");
        }
        assertThat(run.published("file")).noneMatch(file -> Files.exists(Path.of(file)));
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class FailingTestCase {
        @Test
        void fails(TestDatabase database, TestReporter reporter) throws SQLException {
            publishFile(database, reporter);
            Sql.run(database.connection(), "INSERT INTO customers (name) VALUES ('Ada')");
            Connection other = database.dataSource().getConnection();
            other.setAutoCommit(false);
            Sql.run(other, "INSERT INTO customers (name) VALUES ('never committed')");
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void theFileAfterALifecycleMethodThatFails() {
        assertThat(TestRun.of(FailingAfterEachTestCase.class).published(KEPT)).hasSize(1);
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class FailingAfterEachTestCase {
        @Test
        void passes(TestDatabase database) {}

        @AfterEach
        void fails() {
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void theFileAfterADynamicTestThatFails() {
        assertThat(TestRun.of(FailingDynamicTestCase.class).published(KEPT)).hasSize(1);
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class FailingDynamicTestCase {
        @TestFactory
        DynamicTest failing(TestDatabase database) {
            return DynamicTest.dynamicTest("fails", () -> {
                throw new AssertionError("on purpose");
            });
        }

        @TestFactory
        DynamicTest aborted(TestDatabase database) {
            return DynamicTest.dynamicTest("is aborted", () -> Assumptions.abort());
        }
    }

    @Test
    void noOpenConnection() {
        TestRun run = TestRun.green(LeakingTestCase.class, 1);
        assertThat(run.published("file")).hasSize(1);
        assertThat(LeakingTestCase.Leak.CONNECTIONS)
                .hasSize(3)
                .allSatisfy(connection -> assertThat(connection.isClosed()).isTrue());
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class LeakingTestCase {
        /** Only {@link #leaks} writes here, and it runs once. */
        static final class Leak {
            static final List<Connection> CONNECTIONS = new CopyOnWriteArrayList<>();

            private Leak() {}
        }

        @Test
        void leaks(Connection shared, TestDatabase database, TestReporter reporter) throws SQLException {
            publishFile(database, reporter);
            Leak.CONNECTIONS.add(shared);
            Leak.CONNECTIONS.add(database.dataSource().getConnection());
            Leak.CONNECTIONS.add(database.dataSource().getConnection());
        }
    }

    @Test
    void saysThatTheTestDeletedIt() {
        TestRun run = TestRun.of(DeletingTestCase.class);
        assertThat(run.published(KEPT)).isEmpty();
        assertThat(run.published("rollproof.gone")).isEqualTo(run.published("file"));
        assertThat(run.thrown())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("on purpose").hasNoSuppressedExceptions());
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class DeletingTestCase {
        @Test
        void deletes(@Database Path file, TestReporter reporter) throws IOException {
            reporter.publishEntry("file", file.toString());
            Files.delete(file);
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void isForTheConfigurationParameterToSay() {
        assertThat(TestRun.of(FailingAfterEachTestCase.class, Map.of("rollproof.keep", "never"))
                        .published(KEPT))
                .isEmpty();
        assertThat(TestRun.of(PassingTestCase.class, Map.of("rollproof.keep", "always"))
                        .published(KEPT))
                .hasSize(2);
        assertThat(TestRun.of(PassingTestCase.class, Map.of("rollproof.keep", "on-failures"))
                        .thrown())
                .hasSize(1)
                .allSatisfy(
                        thrown -> assertThat(thrown)
                                .isInstanceOf(ExtensionConfigurationException.class)
                                .hasMessage(
                                        "rollproof.keep = on-failures is none of on-failure, always, never; perhaps on-failure"));
    }

    /** The line is what helps: a path of the driver's says nothing. */
    @Test
    void aConnectionThatTheTestLeftOpenIsNamedWithTheLineThatOpenedIt() {
        TestRun run = TestRun.green(LeakingOnceTestCase.class, 3);
        assertThat(run.published("rollproof.leak"))
                .hasSize(2)
                .anyMatch(line -> line.contains("LeakingOnceTestCase.leaks(KeptDatabaseTest.java:"))
                .anyMatch(line -> line.contains("LeakingOnceTestCase.leaksInMemory(KeptDatabaseTest.java:"));
    }

    @Test
    void namesTheUsersLineWhereALibraryOpened() {
        assertThat(TestRun.green(LeakingThroughALibraryTestCase.class, 1).published("rollproof.leak"))
                .singleElement()
                .asString()
                .contains("LeakingThroughALibraryTestCase.leaks(KeptDatabaseTest.java:");
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class LeakingThroughALibraryTestCase {
        @Test
        void leaks(DataSource source) {
            assertThatCode(source::getConnection).doesNotThrowAnyException();
        }
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class LeakingOnceTestCase {
        @Test
        void leaks(DataSource source) throws SQLException {
            assertThat(source.getConnection().isClosed()).isFalse();
        }

        @Test
        @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, storage = Storage.MEMORY)
        void leaksInMemory(DataSource source) throws SQLException {
            assertThat(source.getConnection().isClosed()).isFalse();
        }

        @Test
        void closesWhatItOpened(Connection ofTheExtension, DataSource source) throws SQLException {
            try (Connection connection = source.getConnection()) {
                assertThat(connection.isClosed()).isFalse();
            }
        }
    }

    private static void publishFile(TestDatabase database, TestReporter reporter) {
        reporter.publishEntry("file", database.file().orElseThrow().toString());
    }
}
