package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table and its rows are as diesel's {@code setup_migration_table.sql} and {@code migration_harness.rs} write them. */
class DieselHistoryTest {
    private static final String CREATE =
            "CREATE TABLE __diesel_schema_migrations (\n       version VARCHAR(50) PRIMARY KEY NOT NULL,\n"
                    + "       run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP\n)";
    private static final String ROWS =
            "SELECT version || ' ' || typeof(version) || ' ' || run_on FROM __diesel_schema_migrations ORDER BY rowid";

    @TempDir
    private Path folder;

    private ToolDatabase database() throws IOException {
        return ToolDatabase.of(
                Layout.DIESEL,
                folder,
                "00000000000000_setup/up.sql",
                "SELECT 1;",
                "2026-01-05-090000_a/up.sql",
                "SELECT 1;",
                "20260119090000_b/up.sql",
                "SELECT 1;");
    }

    private static String row(String version) {
        return "INSERT INTO __diesel_schema_migrations VALUES ('%s', '2026-11-02 10:14:05')".formatted(version);
    }

    @Test
    void readsWhatDieselApplied() throws IOException {
        try (ToolDatabase database =
                database().after(CREATE, row("00000000000000"), row("20260119090000"), row("20250101"))) {
            assertThat(database.status())
                    .containsExactly(
                            "00000000000000_setup: APPLIED 2026-11-02T10:14:05Z",
                            "2026-01-05-090000_a: LATE",
                            "20260119090000_b: APPLIED 2026-11-02T10:14:05Z",
                            "20250101: APPLIED 2026-11-02T10:14:05Z, without a file");
        }
    }

    @Test
    void writesWhatDieselWrites() throws IOException {
        try (ToolDatabase database = database().applied("00000000000000_setup", "2026-01-05-090000_a")) {
            assertThat(database.schema()).containsExactly(CREATE);
            assertThat(database.rows(ROWS))
                    .containsExactly(
                            "00000000000000 text 2026-11-02 10:14:05", "20260105090000 text 2026-11-02 10:14:05");
            assertThat(database.status()).contains("20260119090000_b: PENDING");
        }
    }

    @Test
    void deletesTheRowOfARollback() throws IOException {
        try (ToolDatabase database = database()
                .applied("00000000000000_setup", "2026-01-05-090000_a")
                .rolledBack("2026-01-05-090000_a", "20260119090000_b")) {
            assertThat(database.rows(ROWS)).containsExactly("00000000000000 text 2026-11-02 10:14:05");
        }
    }
}
