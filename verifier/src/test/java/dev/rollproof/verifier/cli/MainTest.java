package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest extends CommandLineFolder {
    @BeforeEach
    void writeGoodMigrations() throws IOException {
        write("good/0001_a.sql", "CREATE TABLE a (x);");
        write("good/0001_a.rollback.sql", "DROP TABLE a;");
    }

    @Test
    void soundRollbacksExitWith0() {
        assertThat(run("verify", "good")).isZero();
        assertThat(out())
                .startsWith("good, numbered, foreign keys on, 3 rows a table (seed 1), SQLite ")
                .endsWith("\nPASSED: the rollback restores the schema exactly\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void aBrokenRollbackExitsWith1() throws IOException {
        write("bad/0001_a.sql", "CREATE TABLE a (x);");
        write("bad/0001_a.rollback.sql", "SELECT 1;");

        assertThat(run("verify", "bad")).isEqualTo(1);
        assertThat(out()).contains("""
                              error schema-not-restored  bad/0001_a.rollback.sql
                                after the rollback table a is left behind
                                  + CREATE TABLE a (x)
                                -> In the rollback: DROP TABLE a;
                        """);
        assertThat(err()).isEmpty();
    }

    @Test
    void whatIsDeclaredIrreversibleExitsWith0UnlessItsReasonIsMissing() throws IOException {
        write("good/0002_b.sql", "DROP TABLE a;");
        write("good/0002_b.rollback.sql", "-- rollproof: irreversible a is in the archive\n");

        assertThat(run("verify", "good", "--strict")).isZero();
        assertThat(out())
                .endsWith("\nPASSED: 1 is declared irreversible, 1 of 2 rollbacks restores the schema exactly\n")
                .contains("declared irreversible: a is in the archive  (good/0002_b.rollback.sql:1:1)\n");

        write("good/0002_b.rollback.sql", "-- rollproof: irreversible\n");
        assertThat(run("verify", "good")).isEqualTo(1);
        assertThat(out()).contains("error irreversible-without-reason  good/0002_b.rollback.sql:1:1\n");
    }

    @Test
    void theWorkingDirectoryIsTheDefault() throws IOException {
        Files.move(folder.resolve("good"), folder.resolve("migrations"));

        assertThat(run("verify")).isZero();
        assertThat(out()).startsWith("migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite ");
    }

    @Test
    void aWrongPathExitsWith2AndOneLine() {
        assertThat(run("verify", "no/such/folder")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).startsWith("rollproof: ").contains("no/such/folder");
    }

    @Test
    void anEmptyFolderExitsWith2AndSaysWhatWasLookedFor() throws IOException {
        Files.createDirectory(folder.resolve("empty"));

        assertThat(run("verify", "empty")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err().lines())
                .containsExactly(
                        "rollproof: " + folder.resolve("empty") + " is empty",
                        "  looked in it, too, for rollproof.json and for the folders migrations, db/migrations,"
                                + " src/main/resources/db/migration, src/main/resources/db/migrations,"
                                + " src/main/resources/migrations, drizzle, prisma/migrations");
    }

    @Test
    void aBinaryFileExitsWith2AndOneLine() throws IOException {
        Files.write(folder.resolve("good/0002_b.sql"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});

        assertThat(run("verify", "good")).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("0002_b.sql").contains("is no text");
    }

    @Test
    void aFilterThatMatchesNothingExitsWith2() {
        assertThat(run("verify", "good", "--include", "*nothing*")).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void aMisspeltOptionExitsWith2AndNamesIt() {
        assertThat(run("verify", "good", "--foriegn-keys", "on")).isEqualTo(2);
        assertThat(err()).isEqualTo("""
                        rollproof: there is no option --foriegn-keys; did you mean --foreign-keys?
                        'rollproof verify --help' lists what there is.
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verfy                       | there is no command verfy; did you mean verify?",
                "bogus                       | there is no command bogus",
                "verify good --zzz           | there is no option --zzz",
                "verify good --strct=yes     | there is no option --strct; did you mean --strict?",
                "verify good bad             | verify takes no further argument \"bad\"",
                "verify good --rows some     | --rows takes a whole number, not \"some\"",
                "verify good --format pdf    | --format takes text or json or junit or sarif or gitlab or markdown or html, not \"pdf\"",
                "verify good --placeholder x | --placeholder takes NAME=VALUE, not \"x\"",
                "diff                        | diff needs A and B",
                "new                         | new needs [DIR] NAME",
                "down good                   | down needs --to VERSION",
                "resolve good                | resolve needs --applied VERSION or --rolled-back VERSION",
            })
    void saysWhatIsWrongWithTheArguments(String line, String message) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err().lines().findFirst()).contains("rollproof: " + message);
    }

    @Test
    void noCommandExitsWith2() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).startsWith("rollproof: no command is given");
    }

    @Test
    void helpNamesEveryOptionAndExitsWith0() {
        assertThat(run("verify", "--help")).isZero();
        assertThat(out())
                .contains(
                        "--layout",
                        "--database",
                        "--include",
                        "--exclude",
                        "--to",
                        "--from",
                        "--allow-missing",
                        "--strict",
                        "--jobs",
                        "--timeout",
                        "--foreign-keys",
                        "--seed",
                        "--format",
                        "--output",
                        "--color");
    }

    @Test
    void manyJobsSayWhatOneSays() throws IOException {
        for (int i = 10; i < 50; i++) {
            write("long/00" + i + "_t.sql", "CREATE TABLE t" + i + " (x);");
            write("long/00" + i + "_t.rollback.sql", i % 7 == 0 ? "SELECT 1;" : "DROP TABLE t" + i + ";");
        }
        assertThat(run("verify", "long")).isEqualTo(1);
        String one = withoutTimes(out());

        assertThat(run("verify", "long", "--jobs", "2")).isEqualTo(1);
        assertThat(withoutTimes(out())).isEqualTo(one);
        assertThat(run("verify", "long", "--jobs", "1000")).isEqualTo(1);
        assertThat(withoutTimes(out())).isEqualTo(one);
    }

    private static String withoutTimes(String report) {
        return report.replaceAll("[0-9]+(\\.[0-9]+)? m?s\\b", "…");
    }

    @Test
    void noJobsExitWith2() {
        assertThat(run("verify", "good", "--jobs", "0")).isEqualTo(2);
        assertThat(err()).isEqualTo("rollproof: --jobs 0 leaves nobody to do the work; the least is 1\n");
        assertThat(run("verify", "good", "--jobs", "x")).isEqualTo(2);
        assertThat(err()).startsWith("rollproof: --jobs takes a whole number, not \"x\"\n");
    }

    @Test
    void missingRollbacksCanBeAllowed() throws IOException {
        write("good/0002_b.sql", "CREATE TABLE b (x);");

        assertThat(run("verify", "good")).isEqualTo(1);
        assertThat(run("verify", "good", "--allow-missing")).isZero();
    }

    @Test
    void strictCountsWarnings() throws IOException {
        write("good/0003_c.sql", "CREATE TABLE c (x);");
        write("good/0003_c.rollback.sql", "DROP TABLE c;");

        assertThat(run("verify", "good")).isZero();
        assertThat(run("verify", "good", "--strict", "--quiet")).isEqualTo(1);
        assertThat(err()).isEqualTo("rollproof: 1 warning, and with --strict that is a failure\n");
    }

    @Test
    void reportsCanBeWrittenInPairs() throws IOException {
        assertThat(run("verify", "good", "--format", "text", "--format", "json", "--output", "report.json"))
                .isZero();

        assertThat(out()).contains("\nPASSED: ");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.at("/source/directory").asText()).isEqualTo("good");
        assertThat(json.at("/migrations/0/verdict").asText()).isEqualTo("restored");
    }

    @Test
    void aReportThatCannotBeWrittenExitsWith2() {
        assertThat(run("verify", "good", "--output", "no/such/folder/report.txt"))
                .isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("no/such/folder/report.txt: there is no such folder");
    }

    @Test
    void aReportNeverReplacesWhatIsNoFile() throws IOException {
        assertThat(run("verify", "good", "--output", "good")).isEqualTo(2);
        assertThat(err()).contains("it is a folder");

        Path target = Files.writeString(folder.resolve("target.txt"), "old");
        Files.createSymbolicLink(folder.resolve("link.txt"), target);
        assertThat(run("verify", "good", "--output", "link.txt")).isZero();
        assertThat(folder.resolve("link.txt")).isSymbolicLink();
        assertThat(target).content().contains("\nPASSED: ");
    }

    @Test
    void twoReportsInOneFileExitWith2() {
        assertThat(run("verify", "good", "--output", "a.txt", "--format", "json", "--output", "./a.txt"))
                .isEqualTo(2);
        assertThat(err()).contains("two reports cannot both go to").contains("a.txt");
        assertThat(folder.resolve("a.txt")).doesNotExist();
    }

    @Test
    void aReportThatNobodyReceivesExitsWith2() {
        PrintStream full = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                true,
                StandardCharsets.UTF_8);
        assertThat(runInto(full, "verify", "good")).isEqualTo(2);
        assertThat(err()).isEqualTo("rollproof: the report cannot be written to standard output\n");
    }

    /** Java itself would end with 1, which reads as a broken rollback. */
    @Test
    void whatIsOursExitsWith3() {
        PrintStream overflowing = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new StackOverflowError("deep");
                    }
                },
                true,
                StandardCharsets.UTF_8);
        assertThat(runInto(overflowing, "verify", "good")).isEqualTo(3);
        assertThat(err())
                .startsWith("rollproof: this is a defect of Rollproof, not of your migrations.\n")
                .contains("java.lang.StackOverflowError: deep");
    }

    @Test
    void coloursComeWhenAskedFor() {
        run("verify", "good", "--color", "always");

        assertThat(out()).contains("\n\u001b[1;32mPASSED");
    }

    @Test
    void severalDatabasesAreReportedTogether() throws IOException {
        write(
                "project/rollproof.json",
                "{\"databases\": {\"one\": {\"migrations\": \"../good\"}, \"two\": {\"migrations\": \"../good\"}}}");

        assertThat(run("verify", "project", "--format", "json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out());
        assertThat(json.get("formatVersion").asInt()).isEqualTo(1);
        assertThat(json.get("databases")).hasSize(2);
        assertThat(json.at("/databases/1/source/database").asText()).isEqualTo("two");
    }

    @Test
    void severitiesOfTheProjectCount() throws IOException {
        write(
                "project/rollproof.json",
                "{\"severity\": {\"rollback-missing\": \"note\"}, \"databases\": {\"main\": {\"migrations\": \"m\"}}}");
        write("project/m/0001_a.sql", "CREATE TABLE a (x);");

        assertThat(run("verify", "project")).isZero();
    }

    @Test
    void aFailureStaysAnError() throws IOException {
        write(
                "project/rollproof.json",
                "{\"severity\": {\"migration-failed\": \"note\"}, \"databases\": {\"main\": {\"migrations\": \"../good\"}}}");

        assertThat(run("verify", "project")).isEqualTo(2);
        assertThat(err()).contains("migration-failed stays an error: where a script fails, nothing is proven");
    }

    @Test
    void whereNothingIsLeftToVerifyTheExitCodeIs2() throws IOException {
        write("good/0002_b.sql", "CREATE TABLE b (x);");
        write("good/0002_b.rollback.sql", "DROP TABLE b;");

        assertThat(run("verify", "good", "--from", "2", "--to", "1")).isEqualTo(2);
        assertThat(run("verify", "good", "--from", "2", "--include", "0001*")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void aSeverityForNoCheckExitsWith2() throws IOException {
        write(
                "project/rollproof.json",
                "{\"severity\": {\"rollback-mising\": \"note\"}, \"databases\": {\"main\": {\"migrations\": \"../good\"}}}");

        assertThat(run("verify", "project")).isEqualTo(2);
        assertThat(err())
                .contains("rollproof.json")
                .contains("there is no check \"rollback-mising\"; did you mean rollback-missing?");
    }

    @Test
    void aSeedThatIsNotThereExitsWith2() {
        assertThat(run("verify", "good", "--seed", "users.sql")).isEqualTo(2);
        assertThat(err()).isEqualTo("rollproof: no such file: " + folder.resolve("users.sql") + "\n");
    }

    @Test
    void aSeedOfAnotherKindExitsWith2() throws IOException {
        write("users.txt", "1");

        assertThat(run("verify", "good", "--seed", "users.txt")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: the seed " + folder.resolve("users.txt")
                        + " is no .sql, .csv or .json file; other kinds are not read\n");
    }

    @Test
    void aSeedThatIsNoJsonExitsWith2() throws IOException {
        write("seed.json", "{\"a\": [");

        assertThat(run("verify", "good", "--seed", "seed.json")).isEqualTo(2);
        assertThat(err()).isEqualTo("rollproof: " + folder.resolve("seed.json") + ":1:8: the file ends too early\n");
    }

    @Test
    void aSeedAtAVersionThatIsNotThereExitsWith2() throws IOException {
        write("a.csv", "x\n1\n");
        write("good/0002_b.sql", "CREATE TABLE b (x);");

        assertThat(run("verify", "good", "--seed", "a.csv@3")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: no migration \"3\" in " + folder.resolve("good") + "; perhaps 0002_b\n");
        assertThat(run("verify", "good", "--seed", "a.csv@2", "--to", "1")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: the seed " + folder.resolve("a.csv")
                        + " goes in at version 2, which is not among the migrations that are applied; leave it out or"
                        + " name another version\n");
    }

    @Test
    void seedsOfTheProjectAreReadToo() throws IOException {
        write(
                "project/rollproof.json",
                "{\"databases\": {\"main\": {\"migrations\": \"../good\", \"seeds\": [\"a.csv@1\"]}}}");
        write("project/a.csv", "x\n1\n");

        assertThat(run("verify", "project")).isZero();
        write("project/a.csv", "x\n1,2\n");
        assertThat(run("verify", "project", "--seed", "nowhere.sql")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: " + folder.resolve("project/a.csv")
                        + ":2:1: 2 fields here, and the first line names 1 column: x\n");
    }

    @Test
    void theHelpSaysWhatIsProvenAndWhatEachExitCodeMeans() {
        assertThat(run("--help")).isZero();
        assertThat(out())
                .containsIgnoringWhitespaces(
                        "Proves that SQLite rollbacks restore the schema and the rows, migration by migration.",
                        "1 at least one error; with diff a difference; with scaffold a rollback that it could not prove");
        assertThat(run("verify", "--help")).isZero();
        assertThat(out())
                .containsIgnoringWhitespaces("Prove that every rollback restores the schema and the rows: up, rollback,"
                        + " up again, then the whole way down, on real SQLite.");
    }

    @Test
    void everyFormOfAReportIsWrittenByEveryCommandThatHasOne() throws IOException {
        assertThat(run("snapshot", "good", "--out", "schema")).isZero();
        for (String command : List.of("verify good", "lint good", "check good --snapshots schema")) {
            for (String format : List.of("text", "json", "junit", "sarif", "gitlab", "markdown")) {
                assertThat(run((command + " --format " + format).split(" ", -1)))
                        .as("%s as %s", command, format)
                        .isZero();
                assertThat(out()).isNotBlank();
                assertThat(err()).isEmpty();
            }
        }
    }

    @Test
    void quietSaysNothingOnStandardErrorButWhatWentWrong() throws IOException {
        write("seed.sql", "INSERT INTO a VALUES (1);");
        write("good/0002_b.sql", "CREATE TABLE b (x);");
        write("good/0002_b.rollback.sql", "DROP TABLE b;");
        write(
                "project/rollproof.json",
                "{\"databases\": {\"main\": {\"migrations\": \"../good\", \"seeds\": [\"../seed.sql@2\"]}}}");

        run("verify", "project", "--to", "1");
        assertThat(err()).contains("is not used: --to stops before it goes in");
        run("verify", "project", "--to", "1", "--quiet");
        assertThat(err()).isEmpty();
        assertThat(out()).contains("0001_a");
        assertThat(run("verify", "nowhere", "--quiet")).isEqualTo(2);
        assertThat(err()).contains("nowhere");
    }

    @Test
    void aTerminalThatShowsNoSymbolsIsToldInWords() {
        terminal = new Terminal() {
            @Override
            public boolean output() {
                return true;
            }

            @Override
            public boolean error() {
                return true;
            }

            @Override
            public int columns() {
                return 60;
            }
        };
        environment = Map.of("TERM", "xterm", "LANG", "C", "NO_COLOR", "1");

        run("verify", "good");
        assertThat(out()).contains("  ok   0001_a  restored\n").doesNotContain("\u001b");
        environment = Map.of("TERM", "xterm", "LANG", "de_DE.utf8");
        run("verify", "good");
        assertThat(out()).contains("✓", "\u001b[1;32mPASSED");
    }
}
