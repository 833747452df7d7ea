package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.history.MigrationHistory.Standing;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrizzleFoldersHistoryTest {
    /** As drizzle-orm 1.0.0-rc.5 makes it for better-sqlite3. */
    private static final String TABLE = """
            CREATE TABLE "__drizzle_migrations" (
            \t\t\t\tid INTEGER PRIMARY KEY,
            \t\t\t\thash text NOT NULL,
            \t\t\t\tcreated_at numeric,
            \t\t\t\tname text,
            \t\t\t\tapplied_at TEXT
            \t\t\t)""";

    private static final String OLD_TABLE =
            "CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)";
    private static final String INSERT = "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ";

    private static final String A = "20260101120000_a";
    private static final String B = "20260102120000_b";
    private static final String SHA_OF_A = "7d862b9d7b6880c11d236645cb0091f2fa70c6157b8e83a2a9af420a96135098";
    private static final String SHA_OF_B = "eae99a915683bedac4fad871a8e868b83fbbbd324c80140eff33fef720f444be";

    /** Id, hash, created, name, applied. */
    private static final String ROW =
            "SELECT format('%s %s %s %s %s', quote(id), hash, quote(created_at), quote(name), quote(applied_at)) FROM __drizzle_migrations";

    @TempDir
    private Path folder;

    @Test
    void writesTheTableAndTheRowAsDrizzleDoes() throws IOException {
        try (TrackedDatabase tracked = tracked().applied(A).resolvedAsApplied(A)) {
            assertThat(tracked.tableSql()).isEqualTo(TABLE);
            assertThat(tracked.query(ROW))
                    .containsExactly("1 " + SHA_OF_A + " 1767268800000 '" + A + "' '2026-11-21T10:20:57.123Z'");
            assertThat(tracked.applied()).containsExactly(A + ": APPLIED 2026-11-21T10:20:57.123Z");
        }
    }

    @Test
    void appliesALateOneAsDrizzleDoesAndLeavesARolledBackOnePending() throws IOException {
        try (TrackedDatabase tracked = tracked().applied(B)) {
            assertThat(tracked.standing(A)).contains(Standing.LATE);
            assertThat(tracked.rolledBack(B).standing(A)).contains(Standing.PENDING);
            assertThat(tracked.standing(B)).contains(Standing.PENDING);
        }
    }

    @Test
    void tellsAnEditedFileAndAFolderThatIsGone() throws IOException {
        try (TrackedDatabase tracked = tracked()
                .applied(A)
                .with(
                        "INSERT INTO __drizzle_migrations (hash, created_at, name) VALUES ('x', 1, '20250101000000_gone')")) {
            Files.writeString(folder.resolve(A + "/migration.sql"), "CREATE TABLE a (x, y);");
            assertThat(tracked.applied())
                    .containsExactly(
                            A + ": EDITED 2026-11-21T10:20:57.123Z,"
                                    + " its text is not the one that was applied: the hash in __drizzle_migrations is another's",
                            "[20250101000000_gone]: APPLIED");
        }
    }

    /** Rows of 0.x are of milliseconds, folders of seconds. */
    @Test
    void readsTheTableOfOldVersionsByTimeAndThenByHash() throws IOException {
        try (TrackedDatabase tracked =
                tracked().with(OLD_TABLE, INSERT + "('x', 1767268800123), ('" + SHA_OF_B + "', 77), ('y', 88)")) {
            assertThat(tracked.applied())
                    .containsExactly(
                            A
                                    + ": EDITED, its text is not the one that was applied: the hash in __drizzle_migrations is another's",
                            B + ": APPLIED",
                            "[88]: APPLIED");
            assertThat(tracked.rolledBack(B).applied()).hasSize(2);
            assertThat(tracked.standing(B)).contains(Standing.PENDING);
        }
    }

    @Test
    void givesTheRowsOfOldVersionsNamesBeforeItWrites() throws IOException {
        try (TrackedDatabase tracked = tracked()
                .with(OLD_TABLE, INSERT + "('" + SHA_OF_A + "', 1767268800123)")
                .applied(B)) {
            assertThat(tracked.tableSql())
                    .isEqualTo(
                            "CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric, \"name\" text, \"applied_at\" TEXT)");
            assertThat(tracked.query(ROW))
                    .containsExactly(
                            "NULL " + SHA_OF_A + " 1767268800123 '" + A + "' NULL",
                            "NULL " + SHA_OF_B + " 1767355200000 '" + B + "' '2026-11-21T10:20:57.123Z'");
        }
    }

    @Test
    void refusesToWriteWhereARowOfOldVersionsMeansNoFolder() throws IOException {
        try (TrackedDatabase tracked = tracked().with(OLD_TABLE, INSERT + "('x', 5), ('y', NULL)")) {
            assertThatThrownBy(() -> tracked.applied(A))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            "the table __drizzle_migrations is of Drizzle 0.x, and its rows of created_at 5, null mean no folder in %s: Drizzle 1.x does not go on either before each row has its folder's name. Put the folders back, or delete the rows if nothing of them is in the database"
                                    .formatted(folder));
            assertThat(tracked.query("SELECT count(*) FROM pragma_table_info('__drizzle_migrations')"))
                    .containsExactly("3");
        }
    }

    @Test
    void saysWhichRowDrizzleDoesNotSee() throws IOException {
        try (TrackedDatabase tracked = tracked().with(TABLE, INSERT + "('" + SHA_OF_A + "', 1767268800000)")) {
            assertThat(tracked.applied())
                    .containsExactly(
                            A + ": EDITED, Drizzle would apply it again: its row in __drizzle_migrations has no name");
            assertThat(tracked.standing(A)).isEmpty();
        }
    }

    @Test
    void keepsNoTimeOfAFolderThatBeginsWithNone() throws IOException {
        TrackedDatabase.write(folder, "init/migration.sql", "CREATE TABLE c (x);");
        try (TrackedDatabase tracked =
                tracked().applied("init").rolledBack("init").applied("init")) {
            assertThat(tracked.query("SELECT quote(created_at) || name FROM __drizzle_migrations"))
                    .containsExactly("NULLinit");
        }
    }

    private TrackedDatabase tracked() throws IOException {
        TrackedDatabase.write(
                folder,
                A + "/migration.sql",
                "CREATE TABLE a (x);\n",
                A + "/snapshot.json",
                "{\"dialect\": \"sqlite\"}",
                B + "/migration.sql",
                "CREATE TABLE b (x);\n");
        return new TrackedDatabase(folder, Layout.DRIZZLE);
    }
}
