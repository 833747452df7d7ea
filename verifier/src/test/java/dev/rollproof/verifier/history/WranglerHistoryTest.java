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

class WranglerHistoryTest {
    /** As Wrangler from 4.101 on makes it; before that its name is not quoted. */
    private static final String TABLE = """
            (
            \t\tid         INTEGER PRIMARY KEY AUTOINCREMENT,
            \t\tname       TEXT UNIQUE,
            \t\tapplied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
            )""";

    @TempDir
    private Path folder;

    @Test
    void writesTheTableAndTheRowAsWranglerDoes() throws IOException {
        try (TrackedDatabase tracked = tracked().applied("0001_a").applied("0002_b")) {
            assertThat(tracked.tableSql()).isEqualTo("CREATE TABLE \"d1_migrations\"" + TABLE);
            assertThat(tracked.query("SELECT id || ' ' || name || ' ' || applied_at FROM d1_migrations"))
                    .containsExactly("1 0001_a.sql 2026-11-21 10:20:57", "2 0002_b.sql 2026-11-21 10:20:57");
            assertThat(tracked.applied())
                    .containsExactly("0001_a: APPLIED 2026-11-21T10:20:57Z", "0002_b: APPLIED 2026-11-21T10:20:57Z");
        }
    }

    @Test
    void readsWhatWranglerWroteAndAFileThatIsGone() throws IOException {
        try (TrackedDatabase tracked = tracked()
                .with(
                        "CREATE TABLE d1_migrations" + TABLE,
                        "INSERT INTO \"d1_migrations\" (name)\nvalues ('0000_gone.sql')",
                        "INSERT INTO \"d1_migrations\" (name)\nvalues ('0001_a.sql')",
                        "UPDATE d1_migrations SET applied_at = '2025-01-10 08:00:00'")) {
            assertThat(tracked.applied())
                    .containsExactly(
                            "[0000_gone.sql]: APPLIED 2025-01-10T08:00:00Z", "0001_a: APPLIED 2025-01-10T08:00:00Z");
            assertThat(tracked.standing("0001_a")).isEmpty();
            assertThat(tracked.standing("0002_b")).contains(Standing.PENDING);
        }
    }

    @Test
    void appliesALateOneAsWranglerDoes() throws IOException {
        try (TrackedDatabase tracked = tracked().applied("0002_b")) {
            assertThat(tracked.standing("0001_a")).contains(Standing.LATE);
        }
    }

    @Test
    void leavesARolledBackOnePendingAndNumbersOnAsWranglerDoes() throws IOException {
        try (TrackedDatabase tracked =
                tracked().applied("0001_a").applied("0002_b").rolledBack("0002_b")) {
            assertThat(tracked.standing("0002_b")).contains(Standing.PENDING);
            assertThat(tracked.applied("0002_b").query("SELECT id || name FROM d1_migrations"))
                    .containsExactly("10001_a.sql", "30002_b.sql");
        }
    }

    @Test
    void recordsNothingTwice() throws IOException {
        try (TrackedDatabase tracked =
                tracked().rolledBack("0001_a").applied("0001_a").resolvedAsApplied("0001_a")) {
            assertThat(tracked.query("SELECT name FROM d1_migrations")).containsExactly("0001_a.sql");
        }
    }

    @Test
    void knowsTheFilesOfFoldersByTheirPathsAndTheTableByItsConfiguredName() throws IOException {
        TrackedDatabase.write(
                folder, "wrangler.jsonc", """
                {"d1_databases": [{"binding": "DB", "database_name": "db", "migrations_dir": "m",
                  "migrations_pattern": "m/*/migration.sql", "migrations_table": "what's applied"}]}
                """, "m/20250110001634_init/migration.sql", "CREATE TABLE a (x);");
        try (TrackedDatabase tracked =
                new TrackedDatabase(folder.resolve("m"), Layout.AUTO).applied("20250110001634_init")) {
            assertThat(tracked.query("SELECT name FROM \"what's applied\""))
                    .containsExactly("20250110001634_init/migration.sql");
            assertThat(tracked.applied()).containsExactly("20250110001634_init: APPLIED 2026-11-21T10:20:57Z");
        }
    }

    @Test
    void refusesATableOfThatNameThatIsAnothers() throws IOException {
        try (TrackedDatabase tracked = tracked().with("CREATE TABLE d1_migrations (id INTEGER, title TEXT)")) {
            assertThatThrownBy(tracked::applied)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "the table d1_migrations in the database is not the one in which applied migrations are kept: it has no column name, applied_at."
                                    + " Another tool may have made it; name the layout that it belongs to with --layout");
        }
    }

    private TrackedDatabase tracked() throws IOException {
        TrackedDatabase.write(folder, "0001_a.sql", "CREATE TABLE a (x);", "0002_b.sql", "CREATE TABLE b (x);");
        return new TrackedDatabase(folder, Layout.WRANGLER);
    }
}
