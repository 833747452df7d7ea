package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.history.MigrationHistory.Standing;
import dev.rollproof.verifier.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrismaHistoryTest {
    /** As {@code prisma migrate deploy} 6.19 makes it. */
    private static final String TABLE = """
            CREATE TABLE "_prisma_migrations" (
                "id"                    TEXT PRIMARY KEY NOT NULL,
                "checksum"              TEXT NOT NULL,
                "finished_at"           DATETIME,
                "migration_name"        TEXT NOT NULL,
                "logs"                  TEXT,
                "rolled_back_at"        DATETIME,
                "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
                "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
            )""";

    private static final String A = "20260101000000_a";
    private static final String B = "20260102000000_b";
    private static final String SHA_OF_A = "161c64db1035587f0c818242b3b2f9cbae985d7909c06e488f6e0aa3e03deef8";
    /** Without the zeros of {@code 0c}, {@code 09} and {@code 0a}, as early versions wrote it. */
    private static final String SHORT_SHA_OF_A = "161c64db1035587fc818242b3b2f9cbae985d799c06e488f6eaa3e03deef8";

    private static final String SHA_OF_B = "eae99a915683bedac4fad871a8e868b83fbbbd324c80140eff33fef720f444be";
    /** Name, checksum, started, finished, rolled back, logs, steps. */
    private static final String ROW =
            "SELECT format('%s %s %s %s %s %s %s', migration_name, checksum, started_at, coalesce(finished_at, '-'), coalesce(rolled_back_at, '-'), quote(logs), applied_steps_count) FROM _prisma_migrations";

    @TempDir
    private Path folder;

    @Test
    void writesTheTableAndTheRowsAsPrismaDoes() throws IOException {
        try (TrackedDatabase tracked = tracked().started(A)) {
            assertThat(tracked.tableSql()).isEqualTo(TABLE);
            assertThat(tracked.query(ROW)).containsExactly(A + " " + SHA_OF_A + " 1795256457119 - - NULL 0");
            assertThat(tracked.applied(A).query(ROW))
                    .containsExactly(A + " " + SHA_OF_A + " 1795256457119 1795256457123 - NULL 1");
            assertThat(tracked.query("SELECT id FROM _prisma_migrations"))
                    .allSatisfy(id -> assertThat(id)
                            .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
            assertThat(tracked.applied()).containsExactly(A + ": APPLIED 2026-11-21T10:20:57.123Z 4 ms");
        }
    }

    @Test
    void writesInOneRowWhatRanInATransaction() throws IOException {
        try (TrackedDatabase tracked = tracked().applied(A)) {
            assertThat(tracked.query(ROW))
                    .containsExactly(A + " " + SHA_OF_A + " 1795256457119 1795256457123 - NULL 1");
        }
    }

    @Test
    void writesTimesAsTheyStandInTheTable() throws IOException {
        try (TrackedDatabase tracked = tracked()
                .with(TABLE, row(A, SHA_OF_A, "'2026-11-20T08:00:00.500+00:00', '2026-11-20T08:00:00.510+00:00'"))
                .started(B)
                .applied(B)) {
            assertThat(tracked.query(ROW + " WHERE migration_name = '" + B + "'"))
                    .containsExactly(B + " " + SHA_OF_B
                            + " 2026-11-21T10:20:57.119+00:00 2026-11-21T10:20:57.123+00:00 - NULL 1");
            assertThat(tracked.applied())
                    .containsExactly(
                            A + ": APPLIED 2026-11-20T08:00:00.510Z 10 ms",
                            B + ": APPLIED 2026-11-21T10:20:57.123Z 4 ms");
        }
    }

    @Test
    void acceptsTheChecksumsOfOtherLineEndsAndThoseWithoutZeros() throws IOException {
        try (TrackedDatabase tracked = tracked()
                .with(TABLE, row(A, SHORT_SHA_OF_A, "1795256457119, 1795256457123"), row(B, SHA_OF_B, "1, 1"))) {
            Files.writeString(folder.resolve(A + "/migration.sql"), "CREATE TABLE a (\r\n  x\r\n);\r\n");
            assertThat(tracked.applied())
                    .containsExactly(
                            A + ": APPLIED 2026-11-21T10:20:57.123Z 4 ms", B + ": APPLIED 1970-01-01T00:00:00.001Z");
        }
    }

    @Test
    void tellsAnEditedFileAndNothingOfOneThatIsGone() throws IOException {
        try (TrackedDatabase tracked = tracked().applied(A).applied(B)) {
            Files.writeString(folder.resolve(A + "/migration.sql"), "CREATE TABLE a (x, y);");
            Files.delete(folder.resolve(B + "/migration.sql"));
            assertThat(tracked.applied())
                    .containsExactly(
                            A + ": EDITED 2026-11-21T10:20:57.123Z 4 ms,"
                                    + " its text is not the one that was applied: the checksum in _prisma_migrations is another's",
                            B + ": APPLIED 2026-11-21T10:20:57.123Z 4 ms");
        }
    }

    @Test
    void namesWhatPrismaBeganAndWhy() throws IOException {
        try (TrackedDatabase tracked = tracked()
                .applied(A)
                .started(B)
                .with(
                        "UPDATE _prisma_migrations SET logs = 'SQLITE_ERROR: table b already exists\n   0: at' WHERE finished_at IS NULL")) {
            assertThat(tracked.applied())
                    .containsExactly(
                            A + ": APPLIED 2026-11-21T10:20:57.123Z 4 ms",
                            B
                                    + ": UNFINISHED 2026-11-21T10:20:57.119Z, it was begun and failed: SQLITE_ERROR: table b already exists");
            assertThat(tracked.with("UPDATE _prisma_migrations SET logs = NULL").applied())
                    .contains(B + ": UNFINISHED 2026-11-21T10:20:57.119Z, it was begun and not finished");
        }
    }

    /** As {@code prisma migrate resolve --rolled-back} marks it. */
    @Test
    void marksAnAttemptAsRolledBack() throws IOException {
        try (TrackedDatabase tracked = tracked().started(A).rolledBack(A)) {
            assertThat(tracked.query(ROW))
                    .containsExactly(A + " " + SHA_OF_A + " 1795256457119 - 1795256457123 NULL 0");
            assertThat(tracked.applied()).isEmpty();
            assertThat(tracked.standing(A)).contains(Standing.PENDING);
        }
    }

    /** As {@code prisma migrate resolve --applied} does: the attempt stays, as rolled back. */
    @Test
    void recordsAsAppliedWhatWasDoneByHand() throws IOException {
        try (TrackedDatabase tracked = tracked().started(A).resolvedAsApplied(A).resolvedAsApplied(A)) {
            assertThat(tracked.query(ROW))
                    .containsExactly(
                            A + " " + SHA_OF_A + " 1795256457119 - 1795256457123 NULL 0",
                            A + " " + SHA_OF_A + " 1795256457123 1795256457123 - '' 0");
            assertThat(tracked.applied()).containsExactly(A + ": APPLIED 2026-11-21T10:20:57.123Z");
        }
    }

    /** With a row that says rolled back, {@code prisma migrate status} would say that nothing is to be done. */
    @Test
    void deletesEveryRowOfWhatIsRolledBack() throws IOException {
        try (TrackedDatabase tracked = tracked()
                .rolledBack(A)
                .started(A)
                .rolledBack(A)
                .started(A)
                .applied(A)
                .applied(B)
                .rolledBack(A)) {
            assertThat(tracked.query("SELECT migration_name FROM _prisma_migrations"))
                    .containsExactly(B);
            assertThat(tracked.standing(A)).contains(Standing.LATE);
        }
    }

    @Test
    void namesWhatNoFolderIs() throws IOException {
        try (TrackedDatabase tracked = tracked().with(TABLE, row("20250101000000_gone", SHA_OF_A, "1, 1"))) {
            assertThat(tracked.applied()).containsExactly("[20250101000000_gone]: APPLIED 1970-01-01T00:00:00.001Z");
            assertThat(tracked.standing(A)).contains(Standing.PENDING);
        }
    }

    private TrackedDatabase tracked() throws IOException {
        TrackedDatabase.write(
                folder,
                "migration_lock.toml",
                "provider = \"sqlite\"\n",
                A + "/migration.sql",
                "CREATE TABLE a (\n  x\n);\n",
                B + "/migration.sql",
                "CREATE TABLE b (x);\n");
        return new TrackedDatabase(folder, Layout.PRISMA);
    }

    private static String row(String name, String checksum, String times) {
        return "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at) VALUES (hex(randomblob(8)), '%s', '%s', %s)"
                .formatted(checksum, name, times);
    }
}
