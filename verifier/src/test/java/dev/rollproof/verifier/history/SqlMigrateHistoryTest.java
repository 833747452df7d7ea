package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table and its rows are as sql-migrate 0.0~git20191213 writes them. */
class SqlMigrateHistoryTest {
    private static final String CREATE =
            "CREATE TABLE \"gorp_migrations\" (\"id\" varchar(255) not null primary key, \"applied_at\" datetime)";
    private static final String UP = "-- +migrate Up\nSELECT 1;\n";

    @TempDir
    private Path folder;

    private ToolDatabase database() throws IOException {
        return ToolDatabase.of(Layout.SQL_MIGRATE, folder, "1_a.sql", UP, "2_b.sql", UP, "10-c.sql", UP);
    }

    private static String row(String file, String at) {
        return "INSERT INTO gorp_migrations VALUES ('%s', '%s')".formatted(file, at);
    }

    @Test
    void readsWhatSqlMigrateAppliedWhateverItsClock() throws IOException {
        try (ToolDatabase database = database()
                .after(
                        CREATE,
                        row("1_a.sql", "2026-11-02 10:14:05.364529377+00:00"),
                        row("10-c.sql", "2026-11-02 10:14:05.5+01:00"),
                        // Another driver of Go writes its zone's name too.
                        row("gone.sql", "2026-11-02 10:14:05 +0200 CEST m=+0.01"))) {
            assertThat(database.status())
                    .containsExactly(
                            "1_a: APPLIED 2026-11-02T10:14:05.364529377Z",
                            "2_b: LATE",
                            "10-c: APPLIED 2026-11-02T09:14:05.500Z",
                            "gone.sql: APPLIED 2026-11-02T08:14:05Z, without a file");
        }
    }

    @Test
    void writesWhatSqlMigrateWrites() throws IOException {
        try (ToolDatabase database = database().applied("1", "2").rolledBack("2", "10")) {
            assertThat(database.schema()).containsExactly(CREATE);
            assertThat(database.rows("SELECT id || ' ' || applied_at FROM gorp_migrations"))
                    .containsExactly("1_a.sql 2026-11-02 10:14:05.25+00:00");
            assertThat(database.status())
                    .containsExactly("1_a: APPLIED 2026-11-02T10:14:05.250Z", "2_b: PENDING", "10-c: PENDING");
        }
    }
}
