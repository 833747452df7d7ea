package dev.rollproof.samples.driveflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Trip points are the one large table: its backfill goes in batches of 10,000. */
@MigratedDatabase(migrations = "driveflow", version = 20260323090000L, foreignKeys = false)
class TripPointBackfillTest {
    private static final int POINTS = 35_000;

    @Test
    void reachesEveryPointAndTouchesNoneThatIsProcessed(TestDatabase database) throws SQLException {
        Connection connection = database.connection();
        School.execute(connection, """
                WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < %d)
                INSERT INTO "TripPoint" ("bookingId", "latitude", "longitude", "processedAt")
                SELECT 'first', 48.2, 16.3, CASE "i" WHEN 1 THEN 'before' END FROM "n"
                """.formatted(POINTS));

        database.migrateTo(20260324090000L);

        assertThat(School.value(connection, "SELECT count(*) FROM \"TripPoint\" WHERE \"processedAt\" IS NULL"))
                .isEqualTo("0");
        assertThat(School.value(connection, "SELECT \"processedAt\" FROM \"TripPoint\" WHERE \"id\" = 1"))
                .isEqualTo("before");
    }
}
