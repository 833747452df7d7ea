package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Which test's database a thread reaches. */
class SpringThreadsTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;

    @Test
    void otherThreadsReachTheOnlyTest() {
        TestRun.green(OtherThreadTestCase.class, 2);
    }

    @Configuration
    static class OtherThreadShop extends SpringShop {}

    @SpringJUnitConfig(OtherThreadShop.class)
    @MigratedDatabase(migrations = SHOP)
    @Execution(ExecutionMode.SAME_THREAD)
    static class OtherThreadTestCase {
        @RepeatedTest(2)
        void inAnotherThread(@Autowired JdbcTemplate jdbc) throws Exception {
            SpringShop.addAda(jdbc);
            assertThat(CompletableFuture.supplyAsync(() -> SpringShop.customers(jdbc))
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo(1);
        }
    }

    @Test
    void otherThreadsCannotChooseBetweenTests() {
        TestRun.green(AtOnceTestCase.class, 2);
    }

    @Configuration
    static class AtOnceShop extends SpringShop {}

    @SpringJUnitConfig(AtOnceShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class AtOnceTestCase {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);
        private final JdbcTemplate jdbc;

        @Autowired
        AtOnceTestCase(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Test
        void one() throws Exception {
            asksInAnotherThread();
        }

        @Test
        void two() throws Exception {
            asksInAnotherThread();
        }

        private void asksInAnotherThread() throws Exception {
            BOTH.await(10, TimeUnit.SECONDS);
            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(
                    () -> SpringShop.customers(jdbc), task -> new Thread(task, "http-1").start());
            assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .rootCause()
                    .isInstanceOf(SQLException.class)
                    .hasMessage(
                            "the thread \"http-1\" runs no test, and 2 tests use this Spring context now, each with a database"
                                    + " of its own: AtOnceTestCase.one, AtOnceTestCase.two. Which is meant cannot be"
                                    + " known: let tests whose application works in other threads run one at a time, with"
                                    + " @Execution(ExecutionMode.SAME_THREAD) or @Isolated");
            BOTH.await(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void thereIsNoneWhereNoTestRuns() {
        assertThat(TestRun.onlyFailure(BeforeAllTestCase.class))
                .rootCause()
                .isInstanceOf(SQLException.class)
                .hasMessageMatching(
                        "the thread \".*\" runs no test, and no test that has a @MigratedDatabase uses this Spring"
                                + " context now: each has a database of its own, which is there while it runs");
    }

    @SpringJUnitConfig(SpringShop.class)
    @MigratedDatabase(migrations = SHOP)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class BeforeAllTestCase {
        @BeforeAll
        void writes(@Autowired JdbcTemplate jdbc) {
            SpringShop.addAda(jdbc);
        }

        @Test
        void isNotReached() {}
    }

    @Test
    void theThreadIsFreeAfterATestThatFails() {
        assertThat(TestRun.onlyFailure(FailingTestCase.class)).hasMessage("on purpose");
    }

    @Execution(ExecutionMode.SAME_THREAD)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class FailingTestCase {
        @Test
        @Order(1)
        @Execution(ExecutionMode.SAME_THREAD)
        @MigratedDatabase(migrations = SHOP)
        void fails() {
            assertThat(RunningContext.testOfThread()).isPresent();
            throw new AssertionError("on purpose");
        }

        @Test
        @Order(2)
        @Execution(ExecutionMode.SAME_THREAD)
        void hasNone() {
            assertThat(RunningContext.ofThread()).isEmpty();
        }
    }

    /** Also before its tests, in another thread, and where they run at once. */
    @Test
    void aClassesDatabaseIsReachedByAllOfIt() {
        TestRun.green(OfClassTestCase.class, 2);
    }

    @Configuration
    static class OfClassShop extends SpringShop {}

    @SpringJUnitConfig(OfClassShop.class)
    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class OfClassTestCase {
        private static final CyclicBarrier BOTH = new CyclicBarrier(2);

        @BeforeAll
        void writes(@Autowired JdbcTemplate jdbc) {
            SpringShop.addAda(jdbc);
        }

        @Test
        void one(@Autowired JdbcTemplate jdbc) throws Exception {
            isThere(jdbc);
        }

        @Test
        void two(@Autowired JdbcTemplate jdbc) throws Exception {
            isThere(jdbc);
        }

        private static void isThere(JdbcTemplate jdbc) throws Exception {
            BOTH.await(10, TimeUnit.SECONDS);
            assertThat(SpringShop.customers(jdbc)).isEqualTo(1);
            assertThat(CompletableFuture.supplyAsync(() -> SpringShop.customers(jdbc))
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo(1);
            BOTH.await(10, TimeUnit.SECONDS);
        }
    }
}
