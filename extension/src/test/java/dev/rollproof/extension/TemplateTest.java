package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A template is built once for each content. The migration writes a random value: equal values are one template. */
class TemplateTest {
    @Test
    void isBuiltOnceHoweverManyTestsAsk() {
        List<String> marks = TestRun.green(OnceTestCase.class, 41).published("mark");
        assertThat(marks).hasSize(41);
        assertThat(new HashSet<>(marks)).hasSize(1);
    }

    @MigratedDatabase(migrations = "src/test/resources/mark")
    static class OnceTestCase {
        @RepeatedTest(40)
        void one(Connection connection, TestReporter reporter) throws SQLException {
            publishMark(connection, reporter);
        }

        @Test
        @MigratedDatabase(migrations = "src/test/resources/mark", version = 1)
        void theLatestIsOne(Connection connection, TestReporter reporter) throws SQLException {
            publishMark(connection, reporter);
        }
    }

    @Test
    void isAnotherForOtherSeedsAndOtherOptions() {
        TestRun run = TestRun.green(OptionsTestCase.class, 3);
        assertThat(new HashSet<>(run.published("mark"))).hasSize(2);
        assertThat(run.published("rows")).containsExactlyInAnyOrder("1", "2");
    }

    @MigratedDatabase(migrations = "src/test/resources/mark")
    static class OptionsTestCase {
        @Test
        void plain(Connection connection, TestReporter reporter) throws SQLException {
            publishMark(connection, reporter);
            publishRows(connection, reporter);
        }

        @Test
        @MigratedDatabase(migrations = "src/test/resources/mark", foreignKeys = false)
        void otherOption(Connection connection, TestReporter reporter) throws SQLException {
            publishMark(connection, reporter);
        }

        @Test
        @MigratedDatabase(migrations = "src/test/resources/mark", seeds = "src/test/resources/mark-seed.sql")
        void seeded(Connection connection, TestReporter reporter) throws SQLException {
            publishRows(connection, reporter);
        }
    }

    private static void publishRows(Connection connection, TestReporter reporter) throws SQLException {
        reporter.publishEntry("rows", Sql.value(connection, "SELECT count(*) FROM mark"));
    }

    /** A history of a thousand versions would else be run half a million times. */
    @Test
    void isBuiltOnThatOfAnEarlierVersion() {
        List<String> marks = TestRun.green(VersionsTestCase.class, 3).published("mark");
        assertThat(marks).hasSize(3);
        assertThat(new HashSet<>(marks)).hasSize(1);
    }

    /** One after the other, so that the earlier one is there. */
    @Execution(ExecutionMode.SAME_THREAD)
    static class VersionsTestCase {
        @VersionTest(migrations = "src/test/resources/marks")
        void each(Connection connection, TestReporter reporter) throws SQLException {
            publishMark(connection, reporter);
        }
    }

    private static void publishMark(Connection connection, TestReporter reporter) throws SQLException {
        reporter.publishEntry("mark", Sql.value(connection, "SELECT value FROM mark"));
    }
}
