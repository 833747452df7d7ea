package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpAndDownCommandTest extends RunnerFolder {
    @Test
    void appliesWhatIsPendingAndTellsOfEach() {
        assertThat(run("up", "m", "--db", "app.db")).isZero();
        assertThat(outWithoutTimes()).isEqualTo("app.db: applied 2 migrations, 0001_tasks to 0002_status, in N ms\n");
        assertThat(withoutTimes(err())).isEqualTo("""
                rollproof: applying 0001_tasks
                rollproof: applied 0001_tasks: N ms, 0 rows, database 12 kB
                rollproof: applying 0002_status
                rollproof: applied 0002_status: N ms, 2 rows, database 12 kB
                """);
    }

    @Test
    void saysThatThereIsNothingToDo() {
        run("up", "m", "--db", "app.db");

        assertThat(run("up", "m", "--db", "app.db")).isZero();
        assertThat(out()).isEqualTo("app.db: nothing to apply: all 2 migrations are applied\n");
        assertThat(run("down", "m", "--db", "app.db", "--to", "2")).isZero();
        assertThat(out()).isEqualTo("app.db: nothing to roll back: no migration after 2 is applied\n");
    }

    @Test
    void goesDownToNothingAndKeepsACopy() {
        run("up", "m", "--db", "app.db");

        assertThat(run("down", "m", "--db", "app.db", "--to", "0")).isZero();
        assertThat(outWithoutTimes())
                .isEqualTo(
                        "app.db: rolled back 2 migrations, 0002_status to 0001_tasks, in N ms; the copy from before is app.db.backup-20261102T091400Z\n");
        assertThat(err()).startsWith("rollproof: copied app.db to app.db.backup-20261102T091400Z\n");
        assertThat(rows("app.db", "SELECT name FROM sqlite_schema WHERE type = 'table'"))
                .containsExactly("_migrations");
        assertThat(rows("app.db.backup-20261102T091400Z", "SELECT title FROM tasks"))
                .containsExactly("a", "b");
    }

    @Test
    void makesNoCopyWhereNoneIsWanted() throws IOException {
        run("up", "m", "--db", "app.db");

        assertThat(run("down", "m", "--db", "app.db", "--to", "1", "--no-backup"))
                .isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactlyInAnyOrder("m", "app.db");
        }
    }

    @Test
    void saysWhereAMigrationFailedAndThatNothingOfItIsThere() throws IOException {
        write("m/0003_notes.sql", "CREATE TABLE notes (text TEXT);\n\nINSERT INTO nowhere\n  VALUES (1);\n");

        assertThat(run("up", "m", "--db", "app.db", "--quiet")).isEqualTo(1);
        assertThat(outWithoutTimes()).isEqualTo("""
                app.db: 0003_notes failed; before it this run applied 2 migrations, 0001_tasks to 0002_status, in N ms
                  m/0003_notes.sql:3:1: no such table: nowhere
                      INSERT INTO nowhere
                        VALUES (1);
                  The database is exactly as it was before 0003_notes.
                  -> Mend the file and run up again.
                """);
        assertThat(err()).isEmpty();
    }

    @Test
    void saysHowFarAScriptGotAndWhichCommandsRecordIt() throws IOException {
        run("up", "m", "--db", "app.db");
        writeOneThatStopsHalfway();

        assertThat(run("up", "m", "--layout", "numbered", "--db", "app.db", "--backup", "--quiet"))
                .isEqualTo(1);
        assertThat(out()).isEqualTo("""
                app.db: 0003_notes failed; nothing was applied before it
                  m/0003_notes.sql:5:1: no such table: nowhere
                      INSERT INTO nowhere
                        VALUES (1);
                  It is not one transaction: 3 of its 6 statements stayed in the database, up to line 3 (COMMIT;).
                  -> Nothing runs on this database before you say how it stands. Either do the rest by hand and record it:
                       rollproof resolve m --layout numbered --db app.db --applied 3
                     or take back by hand what stayed, record that, mend the file and run up again:
                       rollproof resolve m --layout numbered --db app.db --rolled-back 3
                  The copy from before this run is app.db.backup-20261102T091400Z. To go back to it: stop what uses app.db, delete app.db-wal and app.db-shm if they are there, and copy it over app.db.
                """);
        assertThat(run("up", "m", "--db", "app.db")).isEqualTo(2);
        assertThat(run("resolve", "m", "--layout", "numbered", "--db", "app.db", "--applied", "3"))
                .isZero();
        assertThat(out()).isEqualTo("app.db: 0003_notes is recorded as applied\n");
        assertThat(run("up", "m", "--db", "app.db")).isZero();
        assertThat(out()).isEqualTo("app.db: nothing to apply: all 3 migrations are applied\n");
    }

    @Test
    void saysThatARollbackFailed() throws IOException {
        run("up", "m", "--db", "app.db");
        write("m/0002_status.rollback.sql", "DROP TABLE nowhere;");

        assertThat(run("down", "m", "--db", "app.db", "--to", "0", "--quiet")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                app.db: the rollback of 0002_status failed; nothing was rolled back before it
                  m/0002_status.rollback.sql:1:1: no such table: nowhere
                      DROP TABLE nowhere;
                  The database is exactly as it was before the rollback of 0002_status, which is still applied.
                  -> Mend the rollback and run down again.
                  The copy that was made first, app.db.backup-20261102T091400Z, is not needed.
                """);
    }

    @Test
    void blamesNoStatementForWhatAnotherProgramDoes() {
        run("up", "m", "--db", "app.db", "--to", "1");
        try (SqliteDatabase other = SqliteDatabase.file(folder.resolve("app.db"), DatabaseLimits.DEFAULT)) {
            other.command("BEGIN IMMEDIATE");

            assertThat(run("up", "m", "--db", "app.db", "--quiet")).isEqualTo(1);
        }
        assertThat(out()).isEqualTo("""
                app.db: 0002_status failed; nothing was applied before it
                  m/0002_status.sql:1:1: database is locked
                  The database is exactly as it was before 0002_status.
                  -> Another program is writing to the database: wait until it is done, or say --wait, and run up again.
                """);
    }

    @Test
    void triesARunOnACopy() {
        run("up", "m", "--db", "app.db", "--to", "1");

        assertThat(run("up", "m", "--db", "app.db", "--dry-run")).isZero();
        assertThat(outWithoutTimes()).isEqualTo("""
                app.db: tried on a copy, applied 1 migration, 0002_status, in N ms; app.db is as it was
                  0002_status  N ms, 2 rows
                  the schema changes:
                    + column tasks.status
                  the number of rows changes:
                    tasks: 0 -> 2
                """);
        assertThat(err()).isEmpty();
        assertThat(rows("app.db", "SELECT name FROM _migrations")).containsExactly("0001_tasks");
    }

    @Test
    void aFailureOnACopyChangesNothing() throws IOException {
        writeOneThatStopsHalfway();

        assertThat(run("up", "m", "--db", "app.db", "--dry-run")).isEqualTo(1);
        assertThat(outWithoutTimes()).endsWith("""
                  app.db is as it was: all of this was done on a copy.
                  It is not one transaction: 3 of its 6 statements would stay in the database.
                  -> Mend the file and try again.
                """);
        assertThat(folder.resolve("app.db")).doesNotExist();
    }

    @Test
    void triesNothingWhereTheRunItselfWouldBeRefused() throws IOException {
        run("up", "m", "--db", "app.db");
        write("m/0002_status.rollback.sql", "BEGIN; DELETE FROM tasks; COMMIT; DROP TABLE nowhere;");
        assertThat(run("down", "m", "--db", "app.db", "--to", "1")).isEqualTo(1);

        for (String[] way : new String[][] {{}, {"--dry-run"}}) {
            assertThat(run(Stream.concat(Stream.of("down", "m", "--db", "app.db", "--to", "1"), Stream.of(way))
                            .toArray(String[]::new)))
                    .isEqualTo(2);
            assertThat(err())
                    .isEqualTo(
                            "rollproof: 0002_status is unfinished: its rollback is not one transaction, and did not come to its end. Nothing was run. Look at what of it is in the database, put that right, and record it with resolve --applied or resolve --rolled-back\n");
        }
    }

    @Test
    void tellsMachinesWhatWasDone() throws IOException {
        writeOneThatStopsHalfway();

        assertThat(run("up", "m", "--db", "app.db", "--format", "json")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out());
        assertThat(report.path("succeeded").booleanValue()).isFalse();
        assertThat(report.path("migrations").path(1).path("rows").intValue()).isEqualTo(2);
        assertThat(report.path("failure").toString())
                .isEqualTo(
                        "{\"version\":\"3\",\"name\":\"0003_notes\",\"file\":\"0003_notes.sql\",\"line\":5,\"column\":1,\"cause\":\"failed\",\"sqlite\":\"SQLITE_ERROR\",\"message\":\"no such table: nowhere\",\"statements\":6,\"kept\":3,\"keptUpToLine\":3,\"resolve\":\"rollproof resolve m --db app.db\"}");
    }

    @Test
    void aFailureInOneDatabaseHidesNoOther() throws IOException {
        writeTwoDatabases("");
        write("p/migrations/0001_a.sql", "CREATE TABLE a (x); DROP TABLE nowhere;");

        assertThat(run("up", "p", "--db", "first=a.db", "--db", "second=b.db", "--quiet"))
                .isEqualTo(1);
        assertThat(outWithoutTimes())
                .startsWith("first, a.db: 0001_a failed; nothing was applied before it\n")
                .endsWith("second, b.db: applied 1 migration, 0002_b, in N ms\n");
    }

    @Test
    void holdsTheSchemaAgainstTheCommittedSnapshots() throws IOException {
        assertThat(run("snapshot", "m", "--out", "schema")).isZero();
        write("m/0002_status.sql", "ALTER TABLE tasks ADD COLUMN state TEXT;");

        assertThat(run("up", "m", "--db", "app.db", "--snapshots", "schema", "--quiet"))
                .isEqualTo(1);
        assertThat(outWithoutTimes())
                .startsWith("""
                app.db: 0002_status failed; before it this run applied 1 migration, 0001_tasks, in N ms
                  m/0002_status.sql:1:1: it leaves another schema than the committed snapshot of version 2:\
                """)
                .contains("\n  The database is exactly as it was before 0002_status.\n");
        assertThat(run("up", "m", "--db", "app.db", "--snapshots", "nowhere")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: --snapshots %s is no folder; snapshot --out makes one\n"
                        .formatted(folder.resolve("nowhere")));
    }

    @Test
    void anUnknownVersionExitsWith2BeforeAnythingIsRun() {
        assertThat(run("up", "m", "--db", "app.db", "--to", "7")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: no migration \"7\" in " + folder.resolve("m") + "; perhaps 0002_status\n");
        assertThat(run("up", "m", "--db", "app.db", "--timeout", "0")).isEqualTo(2);
        assertThat(folder.resolve("app.db")).doesNotExist();
    }
}
