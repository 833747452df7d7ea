package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LintCommandTest extends CommandLineFolder {
    @BeforeEach
    void writeMigrations() throws IOException {
        write(
                "db/0001_users.sql",
                "CREATE TABLE users (\n  id INTEGER PRIMARY KEY,\n  name TEXT,\n  age INTEGER\n);\n");
        write("db/0002_age.sql", "ALTER TABLE users DROP COLUMN age;\n");
    }

    @Test
    void aWarningIsToldAtItsLineAndExitsWith0() {
        assertThat(run("lint", "db")).isZero();
        assertThat(withoutTimes())
                .startsWith("db, numbered, foreign keys on, 3 rows a table (seed 1), SQLite ")
                .contains("""

                          ✓ 0001_users  nothing found  up 0.0 ms
                          ! 0002_age    1 warning      up 0.0 ms
                              warning column-dropped  db/0002_age.sql:1:1
                                column users.age is dropped, with its values
                                1 | ALTER TABLE users DROP COLUMN age;
                                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                        """)
                .endsWith("\n\nPASSED: 1 warning in 2 migrations\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void strictFailsAtAWarning() {
        assertThat(run("lint", "db", "--strict")).isEqualTo(1);
        assertThat(err()).isEqualTo("rollproof: 1 warning, and with --strict that is a failure\n");
    }

    @Test
    void fromLeavesOutWhatIsReleased() throws IOException {
        write("db/0003_notes.sql", "CREATE TABLE notes (body TEXT);\n");

        assertThat(run("lint", "db", "--from", "3")).isZero();
        assertThat(out()).endsWith("\n\nPASSED: nothing found in 1 migration\n");
    }

    @Test
    void anErrorExitsWith1AndARollbackIsNotAskedFor() throws IOException {
        write("db/0002_age.rollback.sql", "DROP TABLE users;\n");

        assertThat(run("lint", "db")).isEqualTo(1);
        assertThat(out()).contains("error rollback-drops-wrong-table  db/0002_age.rollback.sql:1:1");
    }

    @Test
    void onManyRowsEachTimeSaysOnWhichTables() throws IOException {
        for (int i = 3; i < 30; i++) {
            write("db/00%02d_t.sql".formatted(i), "CREATE TABLE t%d (x);\n".formatted(i));
        }
        write("db/0030_copy.sql", "INSERT INTO t3 SELECT name FROM users;\n");

        assertThat(run("lint", "db", "--rows", "1000")).isZero();
        assertThat(withoutTimes())
                .contains("  ! 0002_age    1 warning      up 0.0 ms on 1,000 rows in users\n")
                .contains("  ✓ 0029_t      nothing found  up 0.0 ms\n")
                .contains("  ✓ 0030_copy   nothing found  up 0.0 ms on 1,000 rows in t3, users\n");
    }

    @Test
    void nothingToLintIsUnusable() throws IOException {
        write("empty/readme.txt", "");

        assertThat(run("lint", "empty")).isEqualTo(2);
        assertThat(run("lint", "nowhere")).isEqualTo(2);
        assertThat(out()).isEmpty();
    }

    private String withoutTimes() {
        return out().replaceAll("\\d+\\.\\d ms", "0.0 ms");
    }
}
