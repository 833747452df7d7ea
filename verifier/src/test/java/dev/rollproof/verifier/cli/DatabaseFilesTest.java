package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DatabaseFilesTest extends RunnerFolder {
    @Test
    void saysBothWaysToNameTheFile() throws IOException {
        refused("which database? Give --db FILE, or \"db\": \"FILE\" for it in a rollproof.json", "status", "m");

        writeTwoDatabases("");
        refused(
                "which file is the database second? Give --db second=FILE, or \"db\": \"FILE\" for it in rollproof.json; --database chooses one of first, second",
                "status",
                "p",
                "--db",
                "first=a.db");
    }

    @Test
    void takesTheFileOfTheConfiguration() throws IOException {
        write("q/migrations/0001_a.sql", "CREATE TABLE a (x);");
        write("q/rollproof.json", """
                {"databases": {"app": {"migrations": "migrations", "db": "data.db"}}}
                """);

        assertThat(run("up", "q", "--quiet")).isZero();
        assertThat(outWithoutTimes()).isEqualTo("q/data.db: applied 1 migration, 0001_a, in N ms\n");
        assertThat(run("up", "q", "--quiet", "--db", "app=other.db")).isZero();
        assertThat(outWithoutTimes()).isEqualTo("other.db: applied 1 migration, 0001_a, in N ms\n");
    }

    @Test
    void aNameMayHoldAnEqualsSign() {
        refused(
                "--db a=b.db names a database a, and there is only one here; write --db b.db, or --db ./a=b.db if all of it is the name of the file",
                "up",
                "m",
                "--db",
                "a=b.db");

        assertThat(run("up", "m", "--db", "./a=b.db", "--quiet")).isZero();
        assertThat(folder.resolve("a=b.db")).exists();
        assertThat(run("status", "m", "--db", "a=b.db")).isZero();
    }

    @Test
    void refusesWhatIsMeantForNoneOrForTwo() throws IOException {
        writeTwoDatabases("");
        refused("no database \"frist\"; did you mean first? Known are first, second", "up", "p", "--db", "frist=a.db");
        refused(
                "--db a.db is for which of the databases first, second? Write --db first=a.db, or choose one with --database",
                "up",
                "p",
                "--db",
                "a.db");
        refused("--db gives two files for first", "up", "p", "--db", "first=a.db", "--db", "first=b.db");
        refused(
                "the databases first and second cannot both be the file " + folder.resolve("a.db"),
                "up",
                "p",
                "--db",
                "first=a.db",
                "--db",
                "second=a.db");
        refused(
                "--db first=a.db is for a database that --database leaves out",
                "up",
                "p",
                "--database",
                "second",
                "--db",
                "first=a.db");
    }

    @Test
    void refusesAFolder() {
        refused(folder.resolve("m") + " is a folder; give the database file in it", "up", "m", "--db", "m");
    }

    private void refused(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).isEqualTo("rollproof: " + message + "\n");
    }
}
