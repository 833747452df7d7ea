package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table and its rows are as {@code sqlx-sqlite/src/migrate.rs} writes them. */
class SqlxHistoryTest {
    private static final String CREATE = """
            CREATE TABLE _sqlx_migrations (
                version BIGINT PRIMARY KEY,
                description TEXT NOT NULL,
                installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
                success BOOLEAN NOT NULL,
                checksum BLOB NOT NULL,
                execution_time BIGINT NOT NULL
            )""";
    /** Of "SELECT 1;\n", by sha384sum. */
    private static final String CHECKSUM =
            "24454095d8d7876ca8e842f34296ca645c83e0f7b50f048c99db4b2ff4da659267afc4ef3e994f3d74e18c741165d931";

    private static final String ROWS =
            "SELECT version || ' ' || description || ' ' || installed_on || ' ' || success || ' ' || execution_time || ' '"
                    + " || typeof(success) || ' ' || typeof(checksum) FROM _sqlx_migrations ORDER BY version";

    @TempDir
    private Path project;

    private Path folder() {
        return project.resolve("migrations");
    }

    @BeforeEach
    void writeASignOfSqlx() throws IOException {
        Files.writeString(project.resolve("Cargo.toml"), "[package]\n");
    }

    private ToolDatabase database() throws IOException {
        return ToolDatabase.of(
                Layout.UP_DOWN,
                folder(),
                "0001_the_first_one.up.sql",
                "SELECT 1;\n",
                "0001_the_first_one.down.sql",
                "SELECT 1;\n",
                "0002_base.sql",
                "SELECT 1;\n",
                "0003_c.up.sql",
                "SELECT 1;\n");
    }

    private static String row(int version, int success, String checksum) {
        return "INSERT INTO _sqlx_migrations VALUES (%d, 'd', '2026-11-02 10:14:0%d', %d, X'%s', 1500)"
                .formatted(version, version, success, checksum);
    }

    @Test
    void readsWhatSqlxApplied() throws IOException {
        try (ToolDatabase database = database().after(CREATE, row(1, 1, CHECKSUM), row(2, 1, CHECKSUM))) {
            assertThat(database.status())
                    .containsExactly(
                            "0001_the_first_one: APPLIED 2026-11-02T10:14:01Z PT0.0000015S",
                            "0002_base: APPLIED 2026-11-02T10:14:02Z PT0.0000015S",
                            "0003_c: PENDING");
        }
    }

    @Test
    void writesWhatSqlxWrites() throws IOException {
        try (ToolDatabase database = database().applied("1", "2").appliedByHand("3")) {
            assertThat(database.schema()).containsExactly(CREATE);
            assertThat(database.rows(ROWS))
                    .containsExactly(
                            "1 the first one 2026-11-02 10:14:05 1 250000000 integer blob",
                            "2 base 2026-11-02 10:14:05 1 250000000 integer blob",
                            "3 c 2026-11-02 10:14:05 1 -1 integer blob");
            assertThat(database.rows("SELECT DISTINCT lower(hex(checksum)) FROM _sqlx_migrations"))
                    .containsExactly(CHECKSUM);
        }
    }

    @Test
    void seesAnEditedFileAndALateOne() throws IOException {
        try (ToolDatabase database = database().after(CREATE, row(3, 1, CHECKSUM), row(1, 1, "00"))) {
            assertThat(database.status())
                    .containsExactly(
                            "0001_the_first_one: EDITED 2026-11-02T10:14:01Z PT0.0000015S (0001_the_first_one.up.sql has another checksum than when it was applied; sqlx stops there)",
                            "0002_base: LATE",
                            "0003_c: APPLIED 2026-11-02T10:14:03Z PT0.0000015S");
        }
    }

    @Test
    void namesAVersionWithoutAFile() throws IOException {
        try (ToolDatabase database = database().after(CREATE, row(7, 1, "00"))) {
            assertThat(database.status()).contains("7 d: APPLIED 2026-11-02T10:14:07Z PT0.0000015S, without a file");
        }
    }

    @Test
    void isDirtyUntilItIsSaidHowItEnded() throws IOException {
        try (ToolDatabase database = database().applied("1").started("2")) {
            assertThat(database.status())
                    .contains(
                            "0002_base: UNFINISHED 2026-11-02T10:14:05Z (it was begun and not ended; sqlx calls the version dirty)");
            assertThat(database.appliedByHand("2").status()).contains("0002_base: APPLIED 2026-11-02T10:14:05Z");
            assertThat(database.rolledBack("2").status()).contains("0002_base: PENDING");
        }
    }

    @Test
    void isGolangMigratesWhereOnlyItsTableIsThere() throws IOException {
        try (ToolDatabase database = database()
                .after(
                        "CREATE TABLE schema_migrations (version uint64,dirty bool)",
                        "INSERT INTO schema_migrations VALUES (1, 0)")
                .applied("2")) {
            assertThat(database.status())
                    .containsExactly("0001_the_first_one: APPLIED", "0002_base: APPLIED", "0003_c: PENDING");
            assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = '_sqlx_migrations'"))
                    .isEmpty();
        }
    }

    @Test
    void isSqlxsBesideATableOfDbmates() throws IOException {
        try (ToolDatabase database =
                database().after("CREATE TABLE schema_migrations (version varchar(128) primary key)")) {
            assertThat(database.applied("1").rows("SELECT version FROM _sqlx_migrations"))
                    .containsExactly("1");
        }
    }
}
