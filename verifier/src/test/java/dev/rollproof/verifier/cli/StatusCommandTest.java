package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class StatusCommandTest extends RunnerFolder {
    @Test
    void namesWhatIsAppliedAndWhatIsPending() {
        run("up", "m", "--db", "app.db", "--to", "1");

        assertThat(run("status", "m", "--db", "app.db")).isZero();
        assertThat(out()).isEqualTo("""
                app.db: 1 applied, 1 pending
                Applied  v1  0001_tasks   2026-11-02 10:14
                Pending  v2  0002_status
                """);
        assertThat(err()).isEmpty();
    }

    @Test
    void exitsWith1WhereUpAloneDoesNotPutItRight() throws IOException {
        run("up", "m", "--db", "app.db");
        Files.move(folder.resolve("m/0002_status.sql"), folder.resolve("m/0002_state.sql"));
        Files.delete(folder.resolve("m/0002_status.rollback.sql"));
        execute("app.db", "INSERT INTO _migrations VALUES (4, '0004_gone', 1793614440000)");
        execute("app.db", "DELETE FROM _migrations WHERE version = 1");

        assertThat(run("status", "m", "--db", "app.db")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                app.db: 1 edited, 1 unknown, 1 out of order
                Out of order  v1  0001_tasks
                    later ones are applied already, and so up runs nothing
                    -> Give it a later version, or apply it all the same: up --out-of-order.
                Edited        v2  0002_state  2026-11-02 10:14
                    version 2 was applied as 0002_status and is 0002_state now
                    -> Bring the file back as it was applied, and put the change into a new migration; if the database is right as it is, resolve --applied 2 records the file as it is now.
                Unknown           0004_gone   2026-11-02 11:14
                    applied here, and no migration in m is called so
                    -> It may come from a newer version or another branch, or its file was renamed or deleted: bring the file back. Without it nothing rolls it back.
                """);
    }

    @Test
    void findsWhatIsAppliedInATableOfAnotherName() {
        run("up", "m", "--db", "app.db", "--to", "1", "--tracking-table", "my history");

        assertThat(rows("app.db", "SELECT name FROM \"my history\"")).containsExactly("0001_tasks");
        assertThat(run("up", "m", "--db", "app.db", "--tracking-table", "my history"))
                .isZero();
        assertThat(rows("app.db", "SELECT name FROM \"my history\"")).containsExactly("0001_tasks", "0002_status");
        assertThat(rows("app.db", "SELECT count(*) FROM sqlite_schema WHERE name = '_migrations'"))
                .containsExactly("0");
    }

    @Test
    void namesWhatIsUnfinished() throws IOException {
        writeOneThatStopsHalfway();
        run("up", "m", "--db", "app.db");

        assertThat(run("status", "m", "--db", "app.db")).isEqualTo(1);
        assertThat(out()).endsWith("""
                Unfinished  v3  0003_notes
                    it is not one transaction, and did not come to its end
                    -> Look at what of it is in the database and put that right; then resolve --applied 3 records that all of it is there, or resolve --rolled-back 3 that nothing is.
                """);
    }

    @Test
    void showsEachDatabaseUnderItsName() throws IOException {
        writeTwoDatabases("");
        run("up", "p", "--db", "first=a.db", "--db", "second=b.db");

        assertThat(run("status", "p", "--db", "first=a.db", "--db", "second=b.db"))
                .isZero();
        assertThat(out()).isEqualTo("""
                first, a.db: 1 applied
                Applied  v1  0001_a  2026-11-02 10:14

                second, b.db: 1 applied
                Applied  v2  0002_b  2026-11-02 10:14
                """);
    }

    @Test
    void tellsMachinesTheSame() throws IOException {
        run("up", "m", "--db", "app.db", "--to", "1");

        assertThat(run("status", "m", "--db", "app.db", "--format", "json")).isZero();
        JsonNode report = new ObjectMapper().readTree(out());
        assertThat(report.path("formatVersion").intValue()).isEqualTo(1);
        assertThat(report.path("inOrder").booleanValue()).isTrue();
        assertThat(report.path("source").toString())
                .isEqualTo(
                        "{\"directory\":\"m\",\"layout\":\"numbered\",\"target\":\"sqlite\",\"database\":\"main\",\"file\":\"app.db\"}");
        assertThat(report.path("summary").path("pending").intValue()).isEqualTo(1);
        assertThat(report.path("migrations").path(0).toString())
                .isEqualTo(
                        "{\"version\":\"1\",\"name\":\"0001_tasks\",\"file\":\"0001_tasks.sql\",\"state\":\"applied\",\"appliedAt\":\"2026-11-02T09:14:00Z\"}");
    }

    @Test
    void oneDatabaseThatIsNotThereHidesNoOther() throws IOException {
        writeTwoDatabases("");
        run("up", "p", "--database", "second", "--db", "b.db");

        assertThat(run("status", "p", "--db", "first=a.db", "--db", "second=b.db", "--format", "json"))
                .isEqualTo(2);
        JsonNode databases = new ObjectMapper().readTree(out()).path("databases");
        String why = "there is no database " + folder.resolve("a.db") + "; up makes it";
        assertThat(databases.path(0).path("refused").textValue()).isEqualTo(why);
        assertThat(databases.path(1).path("summary").path("applied").intValue()).isEqualTo(1);
        assertThat(err()).isEqualTo("rollproof: first: " + why + "\n");
    }

    @Test
    void aFileThatIsNoDatabaseExitsWith2() throws IOException {
        write("letter.txt", "This is a letter, and no database at all.");

        assertThat(run("status", "m", "--db", "letter.txt")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err())
                .isEqualTo("rollproof: " + folder.resolve("letter.txt")
                        + " cannot be opened as a SQLite database: file is not a database\n");
    }
}
