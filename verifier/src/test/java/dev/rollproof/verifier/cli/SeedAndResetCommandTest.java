package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedAndResetCommandTest extends RunnerFolder {
    @BeforeEach
    void migrate() {
        run("up", "m", "--db", "app.db", "--quiet");
    }

    @Test
    void putsRowsIn() throws IOException {
        write("tasks.csv", "id,title\n9,c\n");

        assertThat(run("seed", "m", "--db", "app.db", "--seed", "tasks.csv")).isZero();
        assertThat(out()).isEqualTo("app.db: 1 seed went in, 1 row\n");
        assertThat(run("seed", "m", "--db", "app.db", "--seed", "tasks.csv")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                app.db: 0 seeds went in, 0 rows
                  %s:2:1: the row cannot go into tasks: UNIQUE constraint failed: tasks.id
                  -> Nothing went in. Mend the file and run seed again.
                """.formatted(folder.resolve("tasks.csv")));
    }

    @Test
    void isNeverGreenBecauseNothingWentIn() throws IOException {
        write("tasks.csv", "id,title\n9,c\n");

        assertThat(run("seed", "m", "--db", "app.db", "--seed", "tasks.csv@1")).isEqualTo(2);
        assertThat(out()).isEqualTo("""
                app.db: 0 seeds went in, 0 rows
                  tasks.csv did not: it is for version 1, and the database stands at another
                """);
        assertThat(run("seed", "m", "--db", "app.db")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: which rows? Give --seed FILE, or \"seeds\": [\"FILE\"] in rollproof.json\n");
    }

    @Test
    void asksBeforeItMakesADatabaseAnew() {
        execute("app.db", "DELETE FROM tasks WHERE title = 'a'");
        List<String> questions = new ArrayList<>();
        asking = Optional.of(question -> {
            questions.add(question);
            return "no";
        });

        assertThat(run("reset", "m", "--db", "app.db")).isEqualTo(2);
        assertThat(err()).isEqualTo("rollproof: not reset: nothing was changed\n");
        assertThat(questions)
                .containsExactly("Everything in app.db is lost: 2 tables with 3 rows. Make it anew? [yes/no]");
        assertThat(rows("app.db", "SELECT title FROM tasks")).containsExactly("b");

        asking = Optional.of(question -> " Yes");
        assertThat(run("reset", "m", "--db", "app.db", "--quiet")).isZero();
        assertThat(outWithoutTimes())
                .isEqualTo("app.db: made anew, applied 2 migrations, 0001_tasks to 0002_status, in N ms\n");
        assertThat(rows("app.db", "SELECT title FROM tasks")).containsExactly("a", "b");
    }

    @Test
    void asksNobodyWhereNobodyLooksOn() {
        assertThat(run("reset", "m", "--db", "app.db")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: reset deletes everything in app.db; say --yes where nobody can be asked. Nothing was changed\n");
        assertThat(run("reset", "m", "--db", "app.db", "--yes", "--quiet")).isZero();
        assertThat(run("reset", "m", "--db", "new.db", "--quiet")).isZero();
    }

    @Test
    void startsFromAnExport() throws IOException {
        write("dump.sql", """
                CREATE TABLE _migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL);
                INSERT INTO _migrations VALUES (1, '0001_tasks', 1793614440000);
                CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT);
                INSERT INTO tasks VALUES (7, 'production');
                """);

        assertThat(run("reset", "m", "--db", "app.db", "--yes", "--from", "dump.sql", "--quiet"))
                .isZero();
        assertThat(outWithoutTimes()).isEqualTo("app.db: made anew, applied 1 migration, 0002_status, in N ms\n");
        assertThat(rows("app.db", "SELECT title FROM tasks")).containsExactly("production", "a", "b");
        assertThat(run("reset", "m", "--db", "app.db", "--yes", "--from", "nowhere.sql"))
                .isEqualTo(2);
        assertThat(err()).isEqualTo("rollproof: there is no file nowhere.sql to start from\n");
    }

    @Test
    void leavesTheOldOneWhereAMigrationFails() throws IOException {
        write("m/0003_notes.sql", "DROP TABLE nowhere;");

        assertThat(run("reset", "m", "--db", "app.db", "--yes", "--quiet")).isEqualTo(1);
        assertThat(outWithoutTimes()).endsWith("""
                  m/0003_notes.sql:1:1: no such table: nowhere
                      DROP TABLE nowhere;
                  app.db is as it was: it is replaced only once everything has gone well.
                  -> Mend the file and try again.
                """);
        assertThat(rows("app.db", "SELECT name FROM _migrations")).containsExactly("0001_tasks", "0002_status");
    }

    @Test
    void oneFileIsForOneDatabase() throws IOException {
        writeTwoDatabases("");
        String[] files = {"--db", "first=a.db", "--db", "second=b.db"};

        assertThat(run("reset", "p", files[0], files[1], files[2], files[3], "--yes", "--from", "dump.sql"))
                .isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: --from is an export of one database: which of first, second is meant? Choose one with --database\n");
        assertThat(run("resolve", "p", files[0], files[1], files[2], files[3], "--applied", "1"))
                .isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: a version may be another migration in each database: which of first, second is meant? Choose one with --database\n");
    }
}
