package dev.rollproof.samples.nanotype;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.RollbackTest;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MigratedDatabase(version = 5, migrations = "nanotype", database = "auth")
class AuthTest {
    @BeforeEach
    void addAnAccount(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO accounts (id, email) VALUES ('ada', 'ada@example.org')");
    }

    @Test
    void anOwnerMayDoEverythingInTheirRoom(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO rooms (id, slug, owner_id) VALUES ('r1', 'team', 'ada')");

        assertThat(strings(connection, "SELECT action FROM permissions ORDER BY action"))
                .isEqualTo("manage, read, write");
    }

    /** Each test has a database of its own: the room of the other test is not here. */
    @Test
    void noRoomIsThereYet(Connection connection) throws SQLException {
        assertThat(strings(connection, "SELECT id FROM rooms")).isEmpty();
    }

    /** A data migration is tested by rows that are older than it. */
    @Test
    @MigratedDatabase(version = 4, migrations = "nanotype", database = "auth")
    void ownersFromBeforePermissionsMayDoEverything(TestDatabase database) throws SQLException {
        Connection connection = database.connection();
        execute(connection, "INSERT INTO rooms (id, slug, owner_id) VALUES ('r1', 'team', 'ada')");

        database.migrateTo(5);

        assertThat(strings(connection, "SELECT action FROM permissions ORDER BY action"))
                .isEqualTo("manage, read, write");
    }

    /** One test for each migration. */
    @RollbackTest
    void rollbacks(MigrationVerdict verdict) {
        assertThat(verdict.findings()).isEmpty();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String strings(Connection connection, String query) throws SQLException {
        StringBuilder strings = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.append(strings.isEmpty() ? "" : ", ").append(rows.getString(1));
            }
        }
        return strings.toString();
    }
}
