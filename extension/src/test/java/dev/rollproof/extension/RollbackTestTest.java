package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.AssertionFailedError;

/** One test for each migration, and what its verdict makes of it. */
class RollbackTestTest {
    private static final String UNPROVEN = "src/test/resources/unproven";

    @Test
    void runsTheBodyOnceForEachRollbackThatRestores() {
        TestRun run = TestRun.green(SoundTestCase.class, 3);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "0001 create_customers: up, rollback, re-apply -> SUCCESSFUL",
                        "0002 create_orders: up, rollback, re-apply -> SUCCESSFUL",
                        "0003 add_order_status: up, rollback, re-apply -> SUCCESSFUL");
        assertThat(run.published("body"))
                .containsExactlyInAnyOrder("0001_create_customers", "0002_create_orders", "0003_add_order_status");
    }

    static class SoundTestCase {
        @RollbackTest(migrations = MigratedDatabaseTest.SHOP)
        void rollbacks(MigrationVerdict verdict, TestReporter reporter) {
            assertThat(verdict.verdict()).isEqualTo(Verdict.RESTORED);
            reporter.publishEntry("body", verdict.migration().name());
        }
    }

    @Test
    void failsByWhatWasFound() {
        TestRun run = TestRun.of(UnprovenTestCase.class);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "0001 create_a: up, rollback, re-apply -> SUCCESSFUL",
                        "0002 create_b: up, rollback, re-apply -> FAILED",
                        "0003 create_c: up, rollback, re-apply -> FAILED");
        assertThat(run.thrown())
                .hasSize(2)
                .allSatisfy(thrown -> assertThat(thrown).isInstanceOf(AssertionFailedError.class));
        assertThat(run.messageOf("0002 create_b: up, rollback, re-apply"))
                .startsWith(
                        "0002_create_b (broken): 0002_create_b.rollback.sql: after the rollback index idx_a_name on a(name) is"
                                + " left behind [schema-not-restored]\n  -> ")
                .endsWith("DROP INDEX idx_a_name;");
        assertThat(run.messageOf("0003 create_c: up, rollback, re-apply"))
                .isEqualTo(
                        "0003_create_c (missing): 0003_create_c.sql: 0003_create_c has no rollback [rollback-missing]\n"
                                + "  -> It cannot be taken back. Write 0003_create_c.rollback.sql; allowMissing = true accepts it"
                                + " as it is.");
        assertThat(run.published("body")).containsExactly("0001_create_a");
    }

    static class UnprovenTestCase {
        @RollbackTest(migrations = UNPROVEN)
        void rollbacks(MigrationVerdict verdict, TestReporter reporter) {
            reporter.publishEntry("body", verdict.migration().name());
        }
    }

    @Test
    void passesWithoutItsBodyWhereARollbackMayBeMissing() {
        TestRun run = TestRun.green(AllowMissingTestCase.class, 1);
        assertThat(run.outcomes()).containsExactly("0003 create_c: up, rollback, re-apply -> SUCCESSFUL");
        assertThat(run.published("body")).isEmpty();
        assertThat(run.published("note rollback-missing")).hasSize(1);
    }

    static class AllowMissingTestCase {
        @RollbackTest(migrations = UNPROVEN, include = "0003*", allowMissing = true)
        void rollbacks(MigrationVerdict verdict, TestReporter reporter) {
            reporter.publishEntry("body", verdict.migration().name());
        }
    }

    @Test
    void runsTheBodyForWhatIsDeclaredIrreversible() {
        TestRun run = TestRun.of(DeclaredTestCase.class);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "0001 create_a: up, rollback, re-apply -> SUCCESSFUL",
                        "0002 drop_a: up, rollback, re-apply -> SUCCESSFUL",
                        "0003 create_b: up, rollback, re-apply -> FAILED");
        assertThat(run.published("body")).containsExactlyInAnyOrder("RESTORED", "IRREVERSIBLE");
        assertThat(run.published("declared irreversible"))
                .containsExactlyInAnyOrder(
                        "0002_drop_a.rollback.sql:1:1: the rows are in the archive",
                        "0003_create_b.rollback.sql:1:1: no reason given");
        assertThat(run.published("excused error schema-not-restored"))
                .containsExactly("0002_drop_a.rollback.sql: after the rollback table a is missing");
        assertThat(run.messageOf("0003 create_b: up, rollback, re-apply"))
                .startsWith(
                        "0003_create_b (irreversible): 0003_create_b.rollback.sql:1:1: declared irreversible, but the"
                                + " rollback brings everything back [irreversible-stale]\n  -> ");
    }

    static class DeclaredTestCase {
        @RollbackTest(migrations = "src/test/resources/declared")
        void rollbacks(MigrationVerdict verdict, TestReporter reporter) {
            reporter.publishEntry("body", verdict.verdict().name());
        }
    }

    @Test
    void isAbortedBehindAMigrationThatFails() {
        TestRun run = TestRun.of(FailingTestCase.class);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "0001 create_a: up, rollback, re-apply -> SUCCESSFUL",
                        "0002 add_note: up, rollback, re-apply -> FAILED",
                        "0003 create_c: up, rollback, re-apply -> ABORTED");
        assertThat(run.messageOf("0002 add_note: up, rollback, re-apply"))
                .startsWith("0002_add_note (failed): 0002_add_note.sql:2:1: the migration fails: no such table: orders"
                        + " [migration-failed]\n  -> ");
        assertThat(run.messageOf("0003 create_c: up, rollback, re-apply"))
                .isEqualTo("0003_create_c is unverified: an earlier migration fails");
    }

    /** The class's database cannot be made either: the verdict must come first. */
    @MigratedDatabase(migrations = "src/test/resources/failing")
    static class FailingTestCase {
        @RollbackTest
        void rollbacks() {}
    }

    @Test
    void takesTheClassesMigrationsButNotItsVersion() {
        TestRun run = TestRun.green(OfClassTestCase.class, 2);
        assertThat(run.published("body"))
                .containsExactlyInAnyOrder("0001_create_customers: 1", "0002_create_orders: 1");
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, version = 1, include = "*_create_*")
    static class OfClassTestCase {
        @BeforeEach
        void mayUseTheDatabaseToo(Connection connection) throws SQLException {
            assertThat(Sql.tables(connection)).isEqualTo("customers");
        }

        @RollbackTest
        void rollbacks(MigrationVerdict verdict, TestDatabase database, Connection connection, TestReporter reporter)
                throws SQLException {
            assertThat(Sql.tables(connection)).isEqualTo("customers");
            reporter.publishEntry("body", verdict.migration().name() + ": " + database.version());
        }
    }

    @Test
    void keepsToItsOwnWhereTheClassNamesAnotherDatabase() {
        TestRun.green(OtherDatabaseTestCase.class, 3);
    }

    @MigratedDatabase(migrations = UNPROVEN, database = "other")
    static class OtherDatabaseTestCase {
        @RollbackTest(migrations = MigratedDatabaseTest.SHOP, database = "shop")
        void rollbacks() {}
    }

    @Test
    void failsOnceForTheFolderAsAWhole() {
        TestRun run = TestRun.of(DuplicateTestCase.class);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "the folder duplicate -> FAILED", "0001 create_a: up, rollback, re-apply -> SUCCESSFUL");
        assertThat(run.messageOf("the folder duplicate"))
                .startsWith("the folder %s: 0001_create_b.sql: "
                        .formatted(Path.of("src/test/resources/duplicate").toAbsolutePath()))
                .contains("[duplicate-version]");
    }

    static class DuplicateTestCase {
        @RollbackTest(migrations = "src/test/resources/duplicate")
        void rollbacks() {}
    }

    @Test
    void publishesWarnings() {
        TestRun run = TestRun.green(GapTestCase.class, 2);
        assertThat(run.published("warning version-gap"))
                .containsExactly("0003_create_c.sql: no migration between 0001_create_a.sql and 0003_create_c.sql");
    }

    static class GapTestCase {
        @RollbackTest(migrations = "src/test/resources/gap")
        void rollbacks() {}
    }

    @Test
    void isAnErrorWithoutMigrations() {
        Throwable thrown = TestRun.onlyFailure(EmptyTestCase.class);
        assertThat(thrown)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("@RollbackTest on EmptyTestCase.rollbacks: "
                        + Path.of("src/test/java").toAbsolutePath()
                        + " holds no .sql files\n  none of the layouts fits: ");
    }

    static class EmptyTestCase {
        @RollbackTest(migrations = "src/test/java")
        void rollbacks() {}
    }

    @Test
    void provesWithRowsOfTheUsersOwn() {
        TestRun.green(UnseededTestCase.class, 2);
        TestRun run = TestRun.of(SeededAtVersionTestCase.class);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "0001 create_people: up, rollback, re-apply -> SUCCESSFUL",
                        "0002 add_note: up, rollback, re-apply -> FAILED");
        assertThat(run.messageOf("0002 add_note: up, rollback, re-apply"))
                .startsWith("0002_add_note (broken): 0002_add_note.rollback.sql:1:1: ")
                .contains("[rows-not-restored]");
    }

    /** A seed that fails shows that it is taken. */
    @Test
    void takesTheSeedsOfTheTestOrOfTheClass() {
        String failure = Path.of(MigratedDatabaseTest.ORDERS).toAbsolutePath() + ":1:1: no such table: orders";
        assertThat(TestRun.onlyFailure(SeededTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@RollbackTest on SeededTestCase.rollbacks: " + failure);
        assertThat(TestRun.onlyFailure(SeededByClassTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@RollbackTest on SeededByClassTestCase.rollbacks: " + failure);
    }

    private static final String SEEDED = "src/test/resources/seeded";
    private static final String PEOPLE = "src/test/resources/shop-seeds/people.csv";

    static class UnseededTestCase {
        @RollbackTest(migrations = SEEDED)
        void rollbacks() {}
    }

    static class SeededTestCase {
        @RollbackTest(migrations = SEEDED, seeds = MigratedDatabaseTest.ORDERS)
        void rollbacks() {}
    }

    @MigratedDatabase(migrations = SEEDED)
    static class SeededAtVersionTestCase {
        @RollbackTest
        @Seed(value = PEOPLE, atVersion = 1)
        void rollbacks() {}
    }

    @MigratedDatabase(migrations = SEEDED, seeds = MigratedDatabaseTest.ORDERS)
    static class SeededByClassTestCase {
        @RollbackTest
        void rollbacks() {}
    }

    @Test
    void provesWithAsManyMadeRowsAsAskedFor() {
        assertThat(TestRun.of(MadeRowsTestCase.class).outcomes())
                .contains("0002 add_age: up, rollback, re-apply -> FAILED");
        TestRun.green(NoRowsTestCase.class, 2);
        assertThat(TestRun.onlyFailure(TooFewRowsTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@RollbackTest on TooFewRowsTestCase.rollbacks: rows = -1 is not from 0 to 1000000");
    }

    @Test
    void provesForTheEngineThatItNames() {
        TestRun.green(SqliteTestCase.class, 2);
        TestRun run = TestRun.of(D1TestCase.class);
        assertThat(run.outcomes())
                .containsExactlyInAnyOrder(
                        "0001 create_a: up, rollback, re-apply -> SUCCESSFUL",
                        "0002 stage: up, rollback, re-apply -> FAILED");
        assertThat(run.messageOf("0002 stage: up, rollback, re-apply"))
                .startsWith("0002_stage (failed): 0002_stage.sql:1:1: ")
                .contains("[statement-refused]");
        assertThat(TestRun.onlyFailure(UnknownTargetTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@RollbackTest on UnknownTargetTestCase.rollbacks: there is no target \"postgres\"; there are"
                                + " sqlite, sqlite:VERSION and d1");
    }

    private static final String FOR_D1 = "src/test/resources/d1";

    static class SqliteTestCase {
        @RollbackTest(migrations = FOR_D1)
        void rollbacks() {}
    }

    static class D1TestCase {
        @RollbackTest(migrations = FOR_D1, target = "d1")
        void rollbacks() {}
    }

    static class UnknownTargetTestCase {
        @RollbackTest(migrations = FOR_D1, target = "postgres")
        void rollbacks() {}
    }

    private static final String NEEDS_ROWS = "src/test/resources/needs-rows";

    static class MadeRowsTestCase {
        @RollbackTest(migrations = NEEDS_ROWS)
        void rollbacks() {}
    }

    static class NoRowsTestCase {
        @RollbackTest(migrations = NEEDS_ROWS, rows = 0)
        void rollbacks() {}
    }

    static class TooFewRowsTestCase {
        @RollbackTest(migrations = NEEDS_ROWS, rows = -1)
        void rollbacks() {}
    }
}
