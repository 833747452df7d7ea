package dev.rollproof.samples.driveflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.Seed;
import dev.rollproof.extension.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** {@code fullName} becomes {@code full_name} while both releases of the application write. */
@MigratedDatabase(migrations = "driveflow", version = 20260202090000L)
@Seed(with = DemoOrganizations.class)
class RenameTest {
    @Test
    void keepsWhatEitherReleaseWrote(TestDatabase database) throws SQLException {
        Connection connection = database.connection();
        School.insert(connection, "Student", "old", "vienna", "Written Before", "2008-01-01", null, null);
        School.insert(connection, "Student", "new", "vienna", "Written Twice", "2008-01-02", null, "Written Twice");
        database.migrateTo(20260203090000L);
        // The old release is still there between backfill and switch.
        School.insert(connection, "Student", "late", "vienna", "Written Between", "2008-01-03", null, null);

        database.migrateTo(20260209090000L);

        assertThat(School.value(
                        connection, "SELECT group_concat(\"full_name\", ', ' ORDER BY \"birthDate\") FROM \"Student\""))
                .isEqualTo("Written Before, Written Twice, Written Between");
    }

    @Test
    void canBeTakenBackAfterTheSwitch(TestDatabase database) throws SQLException {
        School.insert(database.connection(), "Student", "s", "vienna", "Mia Huber", "2009-05-04", null, null);
        database.migrateTo(20260209090000L);

        database.rollbackTo(20260202090000L);

        assertThat(School.value(database.connection(), "SELECT \"fullName\" FROM \"Student\""))
                .isEqualTo("Mia Huber");
    }
}
