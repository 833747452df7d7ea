package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** What a Spring context finds when it starts, and how many start. */
class SpringContextTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;

    /** The context starts once for all versions, on all migrations, and what it writes is in no test. */
    @Test
    void theContextStaysCachedAndStartsOnADatabaseOfItsOwn() {
        TestRun.green(StartingTestCase.class, 1);
        TestRun.green(StartingAtOneTestCase.class, 1);
        assertThat(StartingShop.STARTS).hasValue(1);
    }

    @Configuration
    static class StartingShop extends SpringShop {
        static final AtomicInteger STARTS = new AtomicInteger();

        @Bean
        Object writesWhenItStarts(JdbcTemplate jdbc) throws SQLException {
            jdbc.update("INSERT INTO customers (name) VALUES ('written at the start')");
            jdbc.update("INSERT INTO orders (customer, status) VALUES (1, 'needs the last migration')");
            STARTS.incrementAndGet();
            return "started";
        }
    }

    abstract static class Starting {
        private final JdbcTemplate jdbc;

        Starting(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @Test
        void isEmpty() {
            assertThat(SpringShop.customers(jdbc)).isZero();
        }
    }

    @SpringJUnitConfig(StartingShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class StartingTestCase extends Starting {
        @Autowired
        StartingTestCase(JdbcTemplate jdbc) {
            super(jdbc);
        }
    }

    @SpringJUnitConfig(StartingShop.class)
    @MigratedDatabase(migrations = SHOP, version = 1)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class StartingAtOneTestCase extends Starting {
        @Autowired
        StartingAtOneTestCase(JdbcTemplate jdbc) {
            super(jdbc);
        }
    }

    /** By then the context has started, and JUnit knows whose instance it is. */
    @Test
    @EnabledIf("constructorsKnowTheirTest")
    void aConstructorThatWritesDoesSoInItsTestsDatabase() {
        TestRun.green(StartedTestCase.class, 1);
        TestRun.green(WritingConstructorTestCase.class, 4);
    }

    /** From JUnit 5.12 on. */
    static boolean constructorsKnowTheirTest() {
        return Arrays.stream(ParameterResolver.class.getMethods())
                .anyMatch(method -> method.getName().equals("getTestInstantiationExtensionContextScope"));
    }

    @Configuration
    static class WritingShop extends SpringShop {}

    @SpringJUnitConfig(WritingShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class StartedTestCase {
        @Test
        void starts() {}
    }

    @SpringJUnitConfig(WritingShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class WritingConstructorTestCase {
        private final JdbcTemplate jdbc;

        @Autowired
        WritingConstructorTestCase(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
            SpringShop.addAda(jdbc);
        }

        @RepeatedTest(4)
        void findsIt() {
            assertThat(SpringShop.customers(jdbc)).isEqualTo(1);
        }
    }

    @Test
    void aContextThatStartsWithinATestIsNoProblem() {
        TestRun.green(DirtyTestCase.class, 2);
    }

    @Configuration
    static class DirtyShop extends SpringShop {
        @Bean
        Object writesWhenItStarts(JdbcTemplate jdbc) {
            SpringShop.addAda(jdbc);
            return "started";
        }
    }

    @SpringJUnitConfig(DirtyShop.class)
    @MigratedDatabase(migrations = SHOP)
    @DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
    static class DirtyTestCase {
        @RepeatedTest(2)
        @Execution(ExecutionMode.SAME_THREAD)
        void startsEachTime(@Autowired JdbcTemplate jdbc) {
            SpringShop.addAda(jdbc);
        }
    }

    /** Spring Boot's names; they are asked when the context starts. */
    @Test
    void noOtherToolMigratesIt() {
        TestRun.green(OtherToolsTestCase.class, 1);
    }

    @SpringJUnitConfig(SpringShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class OtherToolsTestCase {
        @Test
        void areOff(@Autowired Environment environment) {
            assertThat(List.of("spring.flyway.enabled", "spring.liquibase.enabled", "spring.sql.init.mode"))
                    .map(environment::getProperty)
                    .containsExactly("false", "false", "never");
        }
    }
}
