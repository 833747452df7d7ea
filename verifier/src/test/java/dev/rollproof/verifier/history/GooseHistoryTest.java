package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables are as goose 3.21 and 3.27 write them. */
class GooseHistoryTest {
    private static final String CREATE =
            "CREATE TABLE goose_db_version (\n\t\tid INTEGER PRIMARY KEY AUTOINCREMENT,\n\t\tversion_id INTEGER NOT NULL,\n"
                    + "\t\tis_applied INTEGER NOT NULL,\n\t\ttstamp TIMESTAMP DEFAULT (datetime('now'))\n\t)";
    private static final String UP = "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 1;\n";
    private static final String ROWS =
            "SELECT id || ' ' || version_id || ' ' || is_applied || ' ' || tstamp FROM goose_db_version ORDER BY id";

    @TempDir
    private Path folder;

    private ToolDatabase database() throws IOException {
        return ToolDatabase.of(Layout.GOOSE, folder, "00001_a.sql", UP, "00002_b.sql", UP, "00003_c.sql", UP);
    }

    private static String row(int version, int applied) {
        return "INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES (%d, %d, '2026-11-02 10:14:0%d')"
                .formatted(version, applied, version);
    }

    @Test
    void readsWhatGooseApplied() throws IOException {
        try (ToolDatabase database = database().after(CREATE, row(0, 1), row(1, 1), row(2, 1))) {
            assertThat(database.status())
                    .containsExactly(
                            "00001_a: APPLIED 2026-11-02T10:14:01Z",
                            "00002_b: APPLIED 2026-11-02T10:14:02Z",
                            "00003_c: PENDING");
        }
    }

    @Test
    void writesWhatGooseWrites() throws IOException {
        try (ToolDatabase database = database().applied("1", "2")) {
            assertThat(database.schema()).containsExactly(CREATE);
            assertThat(database.rows(ROWS))
                    .containsExactly(
                            "1 0 1 2026-11-02 10:14:05", "2 1 1 2026-11-02 10:14:05", "3 2 1 2026-11-02 10:14:05");
        }
    }

    @Test
    void deletesTheRowOfARollback() throws IOException {
        try (ToolDatabase database = database().applied("1", "2").rolledBack("2")) {
            assertThat(database.rows(ROWS)).containsExactly("1 0 1 2026-11-02 10:14:05", "2 1 1 2026-11-02 10:14:05");
            assertThat(database.status()).contains("00002_b: PENDING", "00003_c: PENDING");
        }
    }

    @Test
    void takesTheLastOfSeveralRowsAsOldGooseWroteThem() throws IOException {
        try (ToolDatabase database =
                database().after(CREATE, row(0, 1), row(1, 1), row(2, 1), row(2, 0), row(1, 0), row(1, 1))) {
            assertThat(database.status())
                    .containsExactly("00001_a: APPLIED 2026-11-02T10:14:01Z", "00002_b: PENDING", "00003_c: PENDING");
            assertThat(database.applied("2").status()).contains("00002_b: APPLIED 2026-11-02T10:14:05Z");
        }
    }

    @Test
    void isOutOfOrderBelowWhateverIsApplied() throws IOException {
        try (ToolDatabase database = database().after(CREATE, row(0, 1), row(1, 1), row(7, 1))) {
            assertThat(database.status())
                    .containsExactly(
                            "00001_a: APPLIED 2026-11-02T10:14:01Z",
                            "00002_b: OUT_OF_ORDER",
                            "00003_c: OUT_OF_ORDER",
                            "7: APPLIED 2026-11-02T10:14:07Z, without a file");
        }
    }

    @Test
    void recordsOneRowHoweverOftenItIsSaid() throws IOException {
        try (ToolDatabase database = database().applied("1").appliedByHand("1").rolledBack("3")) {
            assertThat(database.rows("SELECT version_id FROM goose_db_version ORDER BY id"))
                    .containsExactly("0", "1");
        }
    }

    @Test
    void takesNothingBackWhereThereIsNoTable() throws IOException {
        try (ToolDatabase database = database().rolledBack("1")) {
            assertThat(database.schema()).isEmpty();
        }
    }

    @Test
    void refusesATableThatIsNotGooses() throws IOException {
        try (ToolDatabase database = database().after("CREATE TABLE goose_db_version (version_id, applied)")) {
            assertThatThrownBy(database::status)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "the table goose_db_version in the database is not the one in which applied migrations are kept: it has no column is_applied, tstamp. Another tool may have made it; name the layout that it belongs to with --layout");
        }
    }
}
