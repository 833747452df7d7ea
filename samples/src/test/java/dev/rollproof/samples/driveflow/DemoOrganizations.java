package dev.rollproof.samples.driveflow;

import dev.rollproof.extension.Seeder;
import java.sql.Connection;
import java.sql.SQLException;

/** A school in Vienna, an hour ahead of UTC, and one in Lisbon. */
final class DemoOrganizations implements Seeder {
    @Override
    public void seed(Connection connection) throws SQLException {
        School.insert(connection, "Org", "vienna", "Fahrschule Prater", 60);
        School.insert(connection, "Org", "lisbon", "Escola Tejo", 0);
    }
}
