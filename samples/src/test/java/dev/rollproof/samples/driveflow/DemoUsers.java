package dev.rollproof.samples.driveflow;

import dev.rollproof.extension.Seeder;
import java.sql.Connection;
import java.sql.SQLException;

/** The owner and an instructor of the school in Vienna: the organizations must be there before. */
final class DemoUsers implements Seeder {
    @Override
    public void seed(Connection connection) throws SQLException {
        School.insert(connection, "User", "ada", "vienna", "ada@prater.example", "Ada Berger");
        School.insert(connection, "User", "ivo", "vienna", "ivo@prater.example", "Ivo Novak");
        School.insert(connection, "Instructor", "ivo", "ivo");
        School.insert(connection, "Availability", "ivo-mon", "ivo", 1, 8 * 60, 12 * 60);
    }
}
