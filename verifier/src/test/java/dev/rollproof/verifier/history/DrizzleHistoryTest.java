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

class DrizzleHistoryTest {
    /** As drizzle-orm 0.45 makes it for better-sqlite3. */
    private static final String TABLE = """
            CREATE TABLE "__drizzle_migrations" (
            \t\t\t\tid SERIAL PRIMARY KEY,
            \t\t\t\thash text NOT NULL,
            \t\t\t\tcreated_at numeric
            \t\t\t)""";

    private static final String INSERT = "INSERT INTO \"__drizzle_migrations\" (\"hash\", \"created_at\") VALUES ";
    private static final String SHA_OF_A = "7d862b9d7b6880c11d236645cb0091f2fa70c6157b8e83a2a9af420a96135098";
    private static final String SHA_OF_B = "eae99a915683bedac4fad871a8e868b83fbbbd324c80140eff33fef720f444be";

    @TempDir
    private Path folder;

    @Test
    void writesTheTableAndTheRowAsDrizzleDoes() throws IOException {
        try (TrackedDatabase tracked = tracked(1000, 2000).applied("0000_a").applied("0001_b")) {
            assertThat(tracked.tableSql()).isEqualTo(TABLE);
            assertThat(
                            tracked.query(
                                    "SELECT concat_ws(' ', quote(id), hash, created_at, typeof(created_at)) FROM __drizzle_migrations"))
                    .containsExactly("NULL " + SHA_OF_A + " 1000 integer", "NULL " + SHA_OF_B + " 2000 integer");
            assertThat(tracked.applied()).containsExactly("0000_a: APPLIED", "0001_b: APPLIED");
        }
    }

    @Test
    void passesOverWhatIsNotNewerThanTheNewestAsDrizzleDoes() throws IOException {
        try (TrackedDatabase tracked = tracked(1000, 2000).with(TABLE, INSERT + "('" + SHA_OF_B + "', 2000)")) {
            assertThat(tracked.standing("0000_a")).contains(Standing.PASSED_OVER);
            assertThat(tracked.rolledBack("0001_b").standing("0000_a")).contains(Standing.PENDING);
        }
    }

    /** A row of an entry that is gone from the journal still is the newest. */
    @Test
    void namesARowWithoutEntryByItsTime() throws IOException {
        try (TrackedDatabase tracked =
                tracked(1000, 2000).with(TABLE, INSERT + "('" + SHA_OF_A + "', 1000), ('gone', 1500)")) {
            assertThat(tracked.applied()).containsExactly("0000_a: APPLIED", "[1500]: APPLIED");
            assertThat(tracked.standing("0001_b")).contains(Standing.PENDING);
            assertThat(tracked.with(INSERT + "('gone too', 2000)").standing("0001_b"))
                    .isEmpty();
        }
    }

    @Test
    void tellsAnEditedFileButNotOtherLineEnds() throws IOException {
        try (TrackedDatabase tracked = tracked(1000, 2000).applied("0000_a").applied("0001_b")) {
            Files.writeString(folder.resolve("0000_a.sql"), "CREATE TABLE a (x);\r\n");
            Files.writeString(folder.resolve("0001_b.sql"), "CREATE TABLE b (x, y);\n");
            assertThat(tracked.applied())
                    .containsExactly(
                            "0000_a: APPLIED",
                            "0001_b: EDITED, its text is not the one that was applied: the hash in __drizzle_migrations is another's");
        }
    }

    @Test
    void knowsByItsHashWhatHasAnotherTimeInTheJournalNow() throws IOException {
        try (TrackedDatabase tracked =
                tracked(1000, 3000).with(TABLE, INSERT + "('" + SHA_OF_A + "', 1000), ('" + SHA_OF_B + "', 2000)")) {
            assertThat(tracked.applied())
                    .containsExactly(
                            "0000_a: APPLIED",
                            "0001_b: EDITED, it was applied with the \"when\" 2000 and has 3000 in the journal now");
            assertThat(tracked.rolledBack("0001_b").applied()).containsExactly("0000_a: APPLIED");
        }
    }

    @Test
    void tellsTwoOfOneTimeApartByTheirHashes() throws IOException {
        try (TrackedDatabase tracked =
                tracked(1000, 1000).applied("0000_a").applied("0001_b").applied("0001_b")) {
            assertThat(tracked.applied()).containsExactly("0000_a: APPLIED", "0001_b: APPLIED");
            assertThat(tracked.rolledBack("0001_b").applied()).containsExactly("0000_a: APPLIED");
        }
    }

    @Test
    void refusesToRecordAFileThatCannotBeRead() throws IOException {
        try (TrackedDatabase tracked = tracked(1000, 2000)) {
            Files.delete(folder.resolve("0000_a.sql"));
            assertThatThrownBy(() -> tracked.applied("0000_a"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("%1$s cannot be read, and so its checksum cannot be recorded: %1$s"
                            .formatted(folder.resolve("0000_a.sql")));
        }
    }

    private TrackedDatabase tracked(long whenOfA, long whenOfB) throws IOException {
        TrackedDatabase.write(
                folder,
                "0000_a.sql",
                "CREATE TABLE a (x);\n",
                "0001_b.sql",
                "CREATE TABLE b (x);\n",
                "meta/_journal.json",
                """
                {"version": "7", "dialect": "sqlite", "entries": [
                  {"idx": 0, "version": "6", "when": %d, "tag": "0000_a", "breakpoints": true},
                  {"idx": 1, "version": "6", "when": %d, "tag": "0001_b", "breakpoints": true}]}
                """.formatted(whenOfA, whenOfB));
        return new TrackedDatabase(folder, Layout.DRIZZLE);
    }
}
