package dev.rollproof.samples.driveflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.Seed;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Users belong to an organization, so organizations are seeded first. */
class SeedOrderTest {
    @Test
    void usersBeforeOrganizationsIsWrongAndTheMessageSaysSo() {
        Throwable failure = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(UsersFirst.class))
                .execute()
                .allEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .findFirst()
                .orElseThrow();

        assertThat(failure)
                .hasMessageContaining(
                        "@Seed(with = DemoUsers.class) on class UsersFirst fails, so there is no database:"
                                + " FOREIGN KEY constraint failed: User.orgId refers to a row of Org that is not there; seed Org"
                                + " before");
    }

    @MigratedDatabase(migrations = "driveflow", version = School.BOOKINGS)
    @Seed(with = DemoUsers.class)
    @Seed(with = DemoOrganizations.class)
    static class UsersFirst {
        @Test
        void isNeverReached(Connection connection) {}
    }
}
