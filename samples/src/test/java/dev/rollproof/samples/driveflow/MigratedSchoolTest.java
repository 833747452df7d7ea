package dev.rollproof.samples.driveflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.RollbackTest;
import dev.rollproof.extension.Seed;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.extension.VersionTest;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A school that is there since the first bookings, after all migrations. */
@MigratedDatabase(migrations = "driveflow")
@Seed(with = DemoOrganizations.class, atVersion = School.BOOKINGS)
@Seed(with = DemoUsers.class, atVersion = School.BOOKINGS)
@Seed(with = DemoLessons.class, atVersion = School.BOOKINGS)
class MigratedSchoolTest {
    @RollbackTest
    void rollbacks() {}

    @Test
    void noBookingIsWithoutAStudent(Connection connection) throws SQLException {
        assertThat(School.value(connection, """
                        SELECT count(*) FROM "Booking"
                        WHERE NOT EXISTS (SELECT 1 FROM "Student" WHERE "Student"."id" = "Booking"."studentId")
                        """)).isEqualTo("0");
        assertThat(School.value(connection, "SELECT count(*) FROM \"Booking\"")).isEqualTo("1");
    }

    @Test
    void noPriceIsBelowZero(Connection connection) throws SQLException {
        assertThat(School.value(connection, "SELECT min(\"price_cents\") FROM \"RateCardItem\""))
                .isEqualTo("0");
    }

    @Test
    void pricesAreInCentsToTheCent(Connection connection) throws SQLException {
        assertThat(School.value(connection, "SELECT \"price_cents\" FROM \"RateCardItem\" WHERE \"id\" = 'lesson-50'"))
                .isEqualTo("5990");
    }

    @Test
    void timesAreInUtcByTheOffsetOfTheSchool(Connection connection) throws SQLException {
        assertThat(School.value(connection, "SELECT \"startAtUtc\" FROM \"Booking\""))
                .isEqualTo("2026-01-14T23:30:00Z");
    }

    @Test
    void guardiansStayWithTheirStudents(Connection connection) throws SQLException {
        assertThat(
                        School.value(
                                connection,
                                "SELECT \"full_name\" FROM \"Student\" JOIN \"Guardian\" ON \"studentId\" = \"Student\".\"id\""))
                .isEqualTo("Mia Huber");
    }

    /** From every release on, whoever stands there comes through with their name. */
    @VersionTest(from = "20260112090000")
    void namesSurviveTheRename(TestDatabase database) throws SQLException {
        database.migrateToLatest();

        assertThat(School.value(database.connection(), "SELECT \"full_name\" FROM \"Student\""))
                .isEqualTo("Mia Huber");
    }
}
