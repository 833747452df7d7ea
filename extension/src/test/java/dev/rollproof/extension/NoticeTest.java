package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lines that a user reads call a test. */
class NoticeTest {
    @Test
    void saysWhichRunOfATestItWas() {
        assertThat(TestRun.green(SeveralRunsTestCase.class, 4).published("run"))
                .containsExactlyInAnyOrder(
                        "SeveralRunsTestCase.once",
                        "SeveralRunsTestCase.atEach (0001 create_customers)",
                        "SeveralRunsTestCase.atEach (0002 create_orders)",
                        "SeveralRunsTestCase.withEach (7)");
    }

    static class SeveralRunsTestCase {
        @RegisterExtension
        static final BeforeEachCallback NAMES = context -> context.publishReportEntry("run", Notice.runOf(context));

        @Test
        void once() {}

        @VersionTest(migrations = MigratedDatabaseTest.SHOP, to = "2")
        void atEach() {}

        @ParameterizedTest(name = "{0}")
        @ValueSource(ints = 7)
        void withEach(int number) {}
    }
}
