package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.SqliteDatabase;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a user says of how the files are to be read and run. */
class ReadingOptionsTest extends CommandLineFolder {

    @Test
    void aFunctionOfTheApplicationIsNamedWhereItIsMissing() throws IOException {
        writeMigrationThatCalls("normalize");

        assertThat(run("verify", "db", "--color", "never")).isEqualTo(ExitCode.ERRORS);
        assertThat(outWithoutQuotes())
                .contains("the migration fails: no such function: normalize")
                .contains("--stub-function normalize lets it return its first argument here.");
    }

    @Test
    void noStubIsOfferedOnD1() throws IOException {
        writeMigrationThatCalls("normalize");

        assertThat(run("verify", "db", "--color", "never", "--target", "d1")).isEqualTo(ExitCode.ERRORS);
        assertThat(outWithoutQuotes())
                .contains("D1 has no such function, and no application can register one there.")
                .doesNotContain("--stub-function");
    }

    @Test
    void aFunctionOfTheApplicationIsStubbed() throws IOException {
        writeMigrationThatCalls("normalize");

        assertThat(run("verify", "db", "--stub-function", "normalize")).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void aFunctionOfTheApplicationIsNamedInTheConfiguration() throws IOException {
        writeMigrationThatCalls("normalize");
        write("rollproof.json", """
                {"stubFunctions": ["normalize"], "databases": {"main": {"migrations": "db"}}}
                """);

        assertThat(run("verify")).isEqualTo(ExitCode.HOLDS);
        assertThat(run("diff", ".", "db")).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run("scaffold")).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void aFunctionOfSqliteIsNotStubbed() throws IOException {
        writeMigrationThatCalls("upper");

        assertThat(run("verify", "db", "--stub-function", "Upper")).isEqualTo(ExitCode.UNUSABLE);
        assertThat(err())
                .isEqualTo("rollproof: SQLite has a function Upper itself, which cannot be stubbed; leave it out\n");
    }

    @Test
    void d1HasNoFunctionsOfTheApplication() throws IOException {
        writeMigrationThatCalls("normalize");

        assertThat(run("verify", "db", "--stub-function", "normalize", "--target", "d1"))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err())
                .isEqualTo("rollproof: no application can register a function like normalize on D1; leave it out of the"
                        + " functions that are stubbed\n");
    }

    @Test
    void d1HasForeignKeysOn() throws IOException {
        writeMigrationThatCalls("upper");

        assertThat(run("verify", "db", "--foreign-keys", "off", "--target", "d1"))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err())
                .isEqualTo("rollproof: foreign keys cannot be off on D1: it has them on always; leave out"
                        + " --foreign-keys off\n");
    }

    @Test
    void anUnknownTargetIsToldWithThoseThatThereAre() throws IOException {
        writeMigrationThatCalls("upper");

        assertThat(run("verify", "db", "--target", "postgres")).isEqualTo(ExitCode.UNUSABLE);
        assertThat(err())
                .isEqualTo("rollproof: there is no target \"postgres\"; there are sqlite, sqlite:VERSION and d1\n");
    }

    @Test
    void aVersionOfSqliteIsForLintAndVerifySaysSo() throws IOException {
        writeMigrationThatCalls("unixepoch");

        assertThat(run("lint", "db", "--target", "sqlite:3.31")).isEqualTo(ExitCode.ERRORS);
        assertThat(outWithoutQuotes()).contains("""
                              error newer-sqlite  db/0001_a.sql:1:43
                                unixepoch() needs SQLite 3.38, and production has 3.31
                                -> Write CAST(strftime('%s', ...) AS INTEGER). Or bring production to SQLite 3.38: https://www.sqlite.org/releaselog/3_38_0.html
                              error newer-sqlite  db/0001_a.sql:2:27
                        """);
        assertThat(err()).isEmpty();
        assertThat(run("lint", "db", "--target", "sqlite:3.38")).isEqualTo(ExitCode.HOLDS);
        assertThat(run("verify", "db", "--target", "sqlite:3.31")).isEqualTo(ExitCode.HOLDS);
        assertThat(err())
                .isEqualTo("rollproof: the rollbacks run on SQLite " + SqliteDatabase.sqliteVersion()
                        + "; rollproof lint --target sqlite:3.31 names what 3.31 lacks\n");
    }

    @Test
    void aVersionThatIsNoneIsTold() throws IOException {
        writeMigrationThatCalls("upper");

        assertThat(run("lint", "db", "--target", "sqlite:latest")).isEqualTo(ExitCode.UNUSABLE);
        assertThat(err()).isEqualTo("rollproof: \"latest\" is no version of SQLite; write it like 3.40 or 3.40.1\n");
    }

    @Test
    void aVersionThatIsTooOldIsTold() throws IOException {
        writeMigrationThatCalls("upper");

        assertThat(run("lint", "db", "--target", "sqlite:3.8")).isEqualTo(ExitCode.UNUSABLE);
        assertThat(err()).isEqualTo("rollproof: SQLite 3.8 is too old: what is newer than it is known from 3.14 on\n");
    }

    private void writeMigrationThatCalls(String function) throws IOException {
        write("db/0001_a.sql", """
                CREATE TABLE a (name TEXT, short TEXT AS (%s(name)));
                CREATE INDEX a_name ON a (%s(name));
                """.formatted(function, function));
        write("db/0001_a.rollback.sql", "DROP TABLE a;");
    }
}
