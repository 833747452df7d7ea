package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.history.MigrationHistory.Standing;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbmateHistoryTest {
    private static final String TABLE = "CREATE TABLE \"schema_migrations\" (version varchar(128) primary key)";

    @TempDir
    private Path folder;

    @Test
    void writesTheTableAndTheRowAsDbmateDoes() throws IOException {
        try (TrackedDatabase tracked = tracked().applied("001_a").applied("002_b")) {
            assertThat(tracked.tableSql()).isEqualTo(TABLE);
            assertThat(tracked.query("SELECT version || ' ' || typeof(version) FROM schema_migrations"))
                    .containsExactly("001 text", "002 text");
            assertThat(tracked.applied()).containsExactly("001_a: APPLIED", "002_b: APPLIED");
        }
    }

    @Test
    void takesVersionsForTextAsDbmateDoes() throws IOException {
        try (TrackedDatabase tracked =
                tracked().with(TABLE, "INSERT INTO schema_migrations (version) VALUES ('1'), ('002'), ('003')")) {
            assertThat(tracked.applied()).containsExactly("[1]: APPLIED", "002_b: APPLIED", "[003]: APPLIED");
            assertThat(tracked.standing("001_a")).contains(Standing.LATE);
            assertThat(tracked.standing("002_b")).isEmpty();
        }
    }

    @Test
    void leavesARolledBackOnePending() throws IOException {
        try (TrackedDatabase tracked = tracked()
                .rolledBack("001_a")
                .applied("001_a")
                .applied("002_b")
                .resolvedAsApplied("002_b")
                .rolledBack("002_b")) {
            assertThat(tracked.standing("002_b")).contains(Standing.PENDING);
            assertThat(tracked.query("SELECT version FROM schema_migrations")).containsExactly("001");
        }
    }

    @Test
    void knowsGolangMigratesTable() throws IOException {
        try (TrackedDatabase tracked =
                tracked().with("CREATE TABLE \"schema_migrations\" (version uint64, dirty bool)")) {
            assertThatThrownBy(tracked::applied)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "the table schema_migrations in the database is golang-migrate's, not dbmate's: it has a column dirty."
                                    + " Read the migrations as golang-migrate's with --layout up-down, or name a database that dbmate migrated");
        }
    }

    private TrackedDatabase tracked() throws IOException {
        TrackedDatabase.write(
                folder,
                "001_a.sql",
                "-- migrate:up\nCREATE TABLE a (x);\n-- migrate:down\nDROP TABLE a;\n",
                "002_b.sql",
                "-- migrate:up\nCREATE TABLE b (x);\n-- migrate:down\nDROP TABLE b;\n");
        return new TrackedDatabase(folder, Layout.DBMATE);
    }
}
