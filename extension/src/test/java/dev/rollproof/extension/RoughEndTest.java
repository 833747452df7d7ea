package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** Tests that end as no test should, or never began. */
class RoughEndTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;
    private static final String ADA = "INSERT INTO customers (name) VALUES ('Ada')";

    @Test
    void aSeederThatThrowsAnErrorLeavesNothing() throws SQLException {
        TestRun run = TestRun.of(FailingSeederTestCase.class);
        assertThat(run.thrown())
                .singleElement()
                .satisfies(thrown ->
                        assertThat(thrown).isInstanceOf(AssertionError.class).hasMessage("on purpose"));
        String url = run.published("url").get(0);
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(Sql.tables(connection)).isEmpty();
        }
    }

    @MigratedDatabase(migrations = SHOP, storage = Storage.MEMORY)
    @Seed(with = Fails.class)
    static class FailingSeederTestCase {
        @Test
        void neverBegins(Connection connection) {}
    }

    static final class Fails implements Seeder {
        private final TestReporter reporter;

        Fails(TestReporter reporter) {
            this.reporter = reporter;
        }

        @Override
        public void seed(Connection connection) throws SQLException {
            reporter.publishEntry("url", connection.getMetaData().getURL());
            throw new AssertionError("on purpose");
        }
    }

    /** JUnit leaves the thread alone with its statement, and what closes the connection would wait for it. */
    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStatementThatNeverEndsIsCancelled() {
        TestRun run = TestRun.of(EndlessTestCase.class);
        assertThat(run.thrown()).hasSize(2).hasOnlyElementsOfType(TimeoutException.class);
        assertThat(run.published("rollproof.database")).hasSize(2);
    }

    @MigratedDatabase(migrations = SHOP)
    static class EndlessTestCase {
        private static final String ENDLESS =
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void onTheSharedConnection(Connection connection) throws SQLException {
            Sql.value(connection, ENDLESS);
        }

        @Test
        @MigratedDatabase(migrations = SHOP, storage = Storage.MEMORY)
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void onOneMore(DataSource source) throws SQLException {
            try (Connection connection = source.getConnection()) {
                Sql.value(connection, ENDLESS);
            }
        }
    }

    @Test
    void aThreadThatGoesOnIsRefused() throws InterruptedException {
        TestRun run = TestRun.green(StrayThreadTestCase.class, 20);
        for (int test = 0; test < 20; test++) {
            assertThat(StrayThreadTestCase.Ends.MESSAGES.poll(20, TimeUnit.SECONDS))
                    .isEqualTo("the test has ended, and its database is gone");
        }
        List<String> files = run.published("file");
        assertThat(files)
                .hasSize(20)
                .allSatisfy(file -> assertThat(Path.of(file)).doesNotExist());
    }

    @MigratedDatabase(migrations = SHOP)
    static class StrayThreadTestCase {
        /** What ended each thread. */
        static final class Ends {
            static final LinkedBlockingQueue<String> MESSAGES = new LinkedBlockingQueue<>();

            private Ends() {}
        }

        @RepeatedTest(20)
        void isOverBeforeItsThread(TestDatabase database, TestReporter reporter) throws InterruptedException {
            reporter.publishEntry("file", database.file().orElseThrow().toString());
            CountDownLatch began = new CountDownLatch(1);
            Thread thread = new Thread(() -> writeUntilRefused(database.dataSource(), began));
            thread.setDaemon(true);
            thread.start();
            began.await();
        }

        private static void writeUntilRefused(DataSource source, CountDownLatch began) {
            while (true) {
                try (Connection connection = source.getConnection()) {
                    began.countDown();
                    tryToWrite(connection);
                } catch (SQLException refused) {
                    Ends.MESSAGES.add(String.valueOf(refused.getMessage()));
                    return;
                }
            }
        }

        private static void tryToWrite(Connection connection) {
            try {
                Sql.run(connection, ADA);
            } catch (SQLException closedMeanwhile) {
                // The next connection is refused.
            }
        }
    }
}
