package dev.rollproof.samples.driveflow;

import dev.rollproof.extension.Seeder;
import java.sql.Connection;
import java.sql.SQLException;

/** What the school had when it began to take bookings: prices with a decimal point, times as the clock on the wall shows them. */
final class DemoLessons implements Seeder {
    @Override
    public void seed(Connection connection) throws SQLException {
        School.insert(connection, "Student", "mia", "vienna", "Mia Huber", "2009-05-04");
        School.insert(connection, "Guardian", "mia-mother", "mia", "Eva Huber", "+43 1 5550100");
        School.insert(connection, "Vehicle", "golf", "vienna", "W 12345 X");
        School.insert(connection, "RateCard", "standard", "vienna", "Standard");
        School.insert(connection, "RateCardItem", "lesson-50", "standard", 50, 59.9);
        School.insert(connection, "RateCardItem", "trial", "standard", 25, 0);
        School.insert(connection, "Booking", "first", "mia", "ivo", "golf", "2026-01-15T00:30:00", "done");
        for (int i = 0; i < 3; i++) {
            School.insert(connection, "TripPoint", i + 1, "first", 48.2 + i / 1000.0, 16.37);
        }
    }
}
