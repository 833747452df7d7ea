package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables are as golang-migrate 4.17 writes them, and sqlx's own where nothing says whose the files are. */
class UpDownHistoryTest {
    private static final String CREATE = "CREATE TABLE schema_migrations (version uint64,dirty bool)";
    private static final String INDEX = "CREATE UNIQUE INDEX version_unique ON schema_migrations (version)";
    private static final String ROWS = "SELECT version || ' ' || dirty || ' ' || typeof(dirty) FROM schema_migrations";

    @TempDir
    private Path folder;

    private ToolDatabase database() throws IOException {
        return ToolDatabase.of(
                Layout.UP_DOWN,
                folder,
                "01_a.up.sql",
                "SELECT 1;",
                "01_a.down.sql",
                "SELECT 1;",
                "02_b.up.sql",
                "SELECT 1;",
                "03_c.up.sql",
                "SELECT 1;");
    }

    private ToolDatabase standingAt(int version, int dirty) throws IOException {
        return database()
                .after(CREATE, INDEX, "INSERT INTO schema_migrations VALUES (%d, %d)".formatted(version, dirty));
    }

    @Test
    void takesEverythingUpToTheVersionForApplied() throws IOException {
        try (ToolDatabase database = standingAt(2, 0)) {
            assertThat(database.status()).containsExactly("01_a: APPLIED", "02_b: APPLIED", "03_c: PENDING");
        }
    }

    @Test
    void writesWhatGolangMigrateWrites() throws IOException {
        try (ToolDatabase database = database().applied("1", "2")) {
            assertThat(database.schema()).containsExactly(CREATE, INDEX);
            assertThat(database.rows(ROWS)).containsExactly("2 0 integer");
        }
    }

    @Test
    void goesBackToTheVersionBefore() throws IOException {
        try (ToolDatabase database = standingAt(3, 0)) {
            assertThat(database.rolledBack("3").rows(ROWS)).containsExactly("2 0 integer");
            assertThat(database.rolledBack("2", "1").rows(ROWS)).isEmpty();
            assertThat(database.status()).containsExactly("01_a: PENDING", "02_b: PENDING", "03_c: PENDING");
        }
    }

    @Test
    void isDirtyWhileAScriptRuns() throws IOException {
        try (ToolDatabase database = standingAt(1, 0).started("2")) {
            assertThat(database.rows(ROWS)).containsExactly("2 1 integer");
            assertThat(database.status())
                    .containsExactly(
                            "01_a: APPLIED",
                            "02_b: UNFINISHED (version 2 is dirty: its up, or the rollback of the one after it, was begun and not ended)",
                            "03_c: PENDING");
        }
    }

    @Test
    void endsWhatIsDirtyEitherWay() throws IOException {
        try (ToolDatabase database = standingAt(2, 1)) {
            assertThat(database.appliedByHand("2").rows(ROWS)).containsExactly("2 0 integer");
        }
        try (ToolDatabase database = standingAt(2, 1)) {
            assertThat(database.rolledBack("2").rows(ROWS)).containsExactly("1 0 integer");
        }
        // golang-migrate stands at 2 while it takes 3 back.
        try (ToolDatabase database = standingAt(2, 1)) {
            assertThat(database.rolledBack("3").rows(ROWS)).containsExactly("2 0 integer");
        }
    }

    @Test
    void knowsTheRollbackOfTheFirstThatDidNotEnd() throws IOException {
        try (ToolDatabase database = standingAt(-1, 1)) {
            assertThat(database.status())
                    .containsExactly(
                            "01_a: UNFINISHED (golang-migrate began the rollback of the first migration and did not end it)",
                            "02_b: PENDING",
                            "03_c: PENDING");
            assertThat(database.rolledBack("1").rows(ROWS)).isEmpty();
        }
    }

    @Test
    void namesAVersionWithoutAFile() throws IOException {
        try (ToolDatabase database = standingAt(7, 0)) {
            assertThat(database.status())
                    .containsExactly("01_a: APPLIED", "02_b: APPLIED", "03_c: APPLIED", "7: APPLIED, without a file");
        }
    }

    @Test
    void neverGoesBackOverVersionsThatAreApplied() throws IOException {
        try (ToolDatabase database = standingAt(3, 0)) {
            assertThat(database.appliedByHand("1").rows(ROWS)).containsExactly("3 0 integer");
            assertThatThrownBy(() -> database.rolledBack("2"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "schema_migrations holds one version, 3, and can say nothing of 02_b alone, which comes before it; take back what comes after it first");
            assertThatThrownBy(() -> database.started("2")).isInstanceOf(InvalidInputException.class);
            assertThat(database.rows(ROWS)).containsExactly("3 0 integer");
        }
    }

    @Test
    void namesDbmateWhereTheTableIsItsOwn() throws IOException {
        try (ToolDatabase database =
                database().after("CREATE TABLE \"schema_migrations\" (version varchar(128) primary key)")) {
            assertThatThrownBy(database::status)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "the table schema_migrations in the database is not golang-migrate's, which has a column dirty; without one it is dbmate's. Give --layout dbmate and its folder, or the database that golang-migrate works on");
        }
    }

    @Test
    void isSqlxsWhereOnlyItsTableIsThere() throws IOException {
        try (ToolDatabase database = database()
                .after("CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description, installed_on, success,"
                        + " checksum, execution_time)")
                .applied("1", "3")) {
            assertThat(database.status())
                    .containsExactly(
                            "01_a: APPLIED 2026-11-02T10:14:05Z PT0.25S",
                            "02_b: LATE",
                            "03_c: APPLIED 2026-11-02T10:14:05Z PT0.25S");
            assertThat(database.rolledBack("3").rows("SELECT version FROM _sqlx_migrations"))
                    .containsExactly("1");
            assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = 'schema_migrations'"))
                    .isEmpty();
        }
    }
}
