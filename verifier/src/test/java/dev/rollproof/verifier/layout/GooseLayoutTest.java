package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.Described.lines;
import static dev.rollproof.verifier.layout.Described.misreadings;
import static dev.rollproof.verifier.layout.Described.oneFile;
import static dev.rollproof.verifier.layout.Described.problems;
import static dev.rollproof.verifier.layout.Described.refusal;
import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GooseLayoutTest {
    private static final String TRIGGER = """
            -- +goose Up
            CREATE TABLE a (id INTEGER);
            %sCREATE TRIGGER t AFTER INSERT ON a BEGIN
              DELETE FROM a;
            END;
            %s-- +goose Down
            DROP TABLE a;
            """;

    @TempDir
    private Path folder;

    @Test
    void readsBothSectionsOfAFileEachInItsLines() throws IOException {
        Migration read = read("""
                -- who wrote this
                -- +goose Up
                CREATE TABLE a (
                  -- the key
                  id INTEGER);

                -- +goose Down
                -- rollproof: lossy a it is empty
                DROP TABLE a;
                """);

        assertThat(read.version()).isEqualTo(MigrationVersion.of("3"));
        assertThat(read.name()).isEqualTo("00003_add_orders");
        assertThat(read.description()).isEqualTo("add_orders");
        assertThat(lines(read.up()))
                .containsExactly(
                        "1: -- who wrote this",
                        "2: -- +goose Up",
                        "3: CREATE TABLE a (",
                        "4:   -- the key",
                        "5:   id INTEGER);");
        assertThat(lines(read.rollback().orElseThrow()))
                .containsExactly("7: -- +goose Down", "8: -- rollproof: lossy a it is empty", "9: DROP TABLE a;");
        assertThat(read.up().transaction()).isEqualTo(ScriptTransaction.ALWAYS);
        assertThat(read.rollbackPlace().inWords()).isEqualTo("\"-- +goose Down\" in 00003_add_orders.sql");
    }

    @Test
    void hasNoRollbackWithoutADownSection() throws IOException {
        assertThat(read("-- +goose Up\nSELECT 1;\n").rollback()).isEmpty();
    }

    @Test
    void runsTheWholeFileWithoutATransactionWhereverItSaysSo() throws IOException {
        Migration read = read("-- +goose Up\nSELECT 1;\n-- +goose Down\n-- +goose NO TRANSACTION\nSELECT 2;\n");

        assertThat(read.up().transaction()).isEqualTo(ScriptTransaction.NEVER);
        assertThat(read.rollback().orElseThrow().transaction()).isEqualTo(ScriptTransaction.NEVER);
    }

    @Test
    void refusesATriggerThatItsLinesCutInPieces() throws IOException {
        assertThat(refusal(read(TRIGGER.formatted("", "")).up()))
                .isEqualTo(
                        "3:1 goose ends a statement at every line that ends in a semicolon, also inside this one, and SQLite"
                                + " gets half of it. A trigger's body, a text of several lines or a comment is whole only"
                                + " between the lines \"-- +goose StatementBegin\" and \"-- +goose StatementEnd\": put them"
                                + " around it.");
        assertThat(refusal(read(TRIGGER.formatted("-- +goose StatementBegin\n", "-- +goose StatementEnd\n"))
                        .up()))
                .isEqualTo("none");
    }

    @Test
    void endsAStatementBetweenBeginAndEndWithoutASemicolon() throws IOException {
        assertThat(lines(read("""
                                -- +goose Up
                                -- +goose StatementBegin
                                SELECT 1
                                -- +goose StatementEnd
                                SELECT 2;
                                """).up()))
                .containsExactly(
                        "1: -- +goose Up", "2: -- +goose StatementBegin", "3: SELECT 1", "4: ;", "5: SELECT 2;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT 1;                                | 1:1 goose allows only blank lines and -- comments above "-- +goose Up"
            -- nothing                               | 1:1 goose finds no "-- +goose Up" in the file
            \uFEFF-- +goose Up~SELECT 1;             | 1:1 goose allows only blank lines and -- comments above "-- +goose Up"
            -- +goose Up~SELECT 1                    | 2:1 goose finds no end of this statement: the last word of a line must end in a semicolon
            -- +goose Up~SELECT 1; /* c */           | 2:1 goose finds no end of this statement: the last word of a line must end in a semicolon
            -- +goose Up~SELECT 1;~-- +goose Up      | 3:1 goose allows one "-- +goose Up" in a file, and this is the second
            -- +goose Up~-- +goose StatementEnd      | 2:1 goose finds no "-- +goose StatementBegin" for this StatementEnd
            -- +goose Up~-- +goose StatementBegin    | 2:1 goose finds no "-- +goose StatementEnd" for the last StatementBegin
            -- +goose Up~ -- +goose Down             | 2:1 goose refuses an annotation that does not begin its line
            -- +goose Up~-- see +goose docs          | 2:1 goose takes every comment with "+goose" in it for an annotation, and knows none that is "see  docs", only Up, Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB ON, ENVSUB OFF
            -- +goose StatementBegin                 | 1:1 goose allows "-- +goose StatementBegin" only in a section and not inside another
            -- +goose Down                           | 1:1 goose allows one "-- +goose Down" in a file, behind "-- +goose Up" and outside of a statement
            -- +goose Up~-- +goose ENVSUB ON~${1};   | 3:1 goose cannot replace the variables of this line: no name follows "${"; a dollar sign itself is written $$
            """)
    void refusesWhatGooseCannotRead(String text, String message) throws IOException {
        assertThat(refusal(read(text.replace("~", "\n")).up())).startsWith(message + ". ");
    }

    @Test
    void findsABrokenDownSectionOnlyInTheRollback() throws IOException {
        Migration read = read("-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2\n");

        assertThat(refusal(read.up())).isEqualTo("none");
        assertThat(refusal(read.rollback().orElseThrow()))
                .isEqualTo(
                        "4:1 goose finds no end of this statement: the last word of a line must end in a semicolon. End"
                                + " it with one; a comment behind it must begin with --.");
    }

    @Test
    void saysWhatGooseRunsOtherwiseThanItIsWritten() throws IOException {
        assertThat(misreadings(read("-- +goose Up\nSELECT 1;\n-- +GOOSE Down\nSELECT 2;\n")
                        .up()))
                .containsExactly(
                        "3:1 goose takes \"-- +GOOSE Down\" for a comment: it knows \"+goose\" in lower case only. What"
                                + " follows runs as part of the section above. Write it in lower case.");
        Migration dropped = read("""
                -- +goose Up
                -- +goose StatementBegin
                -- +goose StatementEnd
                SELECT 1;
                SELECT 2;
                """);
        assertThat(lines(dropped.up())).endsWith("5: SELECT 2;").doesNotContain("4: SELECT 1;");
        assertThat(misreadings(dropped.up()))
                .containsExactly(
                        "4:1 goose drops this line: \"SELECT 1;\" follows a StatementBegin and StatementEnd with"
                                + " no statement between. Take the two empty annotations out.");
    }

    @Test
    void replacesVariablesOnlyBetweenOnAndOff() throws IOException {
        Files.writeString(folder.resolve("1_a.sql"), """
                -- +goose Up
                -- +goose ENVSUB ON
                SELECT '${REGION}', '${NONE:-x}', '$$', '${REGION:0:2}';
                -- +goose ENVSUB OFF
                SELECT '${REGION}';
                """);
        MigrationSet read = MigrationDirectory.read(
                folder, ReadingOptions.of(Layout.GOOSE).withEnvironment(Map.of("REGION", "north")));

        assertThat(lines(read.migrations().get(0).up()))
                .contains("3: SELECT 'north', 'x', '$', 'no';", "5: SELECT '${REGION}';");
    }

    @Test
    void ordersByNumberAndSaysWhatStopsGoose() throws IOException {
        for (String file :
                new String[] {"10_c.sql", "9_b.sql", "01_a.sql", "1_z.sql", "notes.sql", "0_x.sql", "x_y.sql", "2_w.SQL"
                }) {
            Files.writeString(folder.resolve(file), "-- +goose Up\n");
        }
        Files.writeString(folder.resolve("99999999999999999999_w.sql"), "-- +goose Up\n");
        Files.writeString(folder.resolve("atlas.sum"), "");
        MigrationSet read = MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));

        assertThat(pairs(read)).containsExactly("1: 01_a.sql, none", "9: 9_b.sql, none", "10: 10_c.sql, none");
        String named = ". It takes every .sql file here for a migration. Name it as one, or move it to another folder.";
        assertThat(problems(read))
                .containsExactly(
                        "FILE_STOPS_TOOL 0_x.sql: goose stops at 0_x.sql before it applies anything: versions begin at 1"
                                + named,
                        "FILE_STOPS_TOOL 1_z.sql: goose stops before it applies anything: 01_a.sql and 1_z.sql are both"
                                + " version 1. Give the younger one the next free version.",
                        "FILE_STOPS_TOOL 99999999999999999999_w.sql: goose stops at 99999999999999999999_w.sql before it"
                                + " applies anything: 99999999999999999999 is beyond 9223372036854775807, the greatest version"
                                + named,
                        "FILE_STOPS_TOOL notes.sql: goose stops at notes.sql before it applies anything: its name has no"
                                + " underscore behind a version, as in 00001_NAME.sql" + named,
                        "FILE_STOPS_TOOL x_y.sql: goose stops at x_y.sql before it applies anything: \"x\" before the"
                                + " underscore is no version, as in 00001_NAME.sql" + named,
                        "VersionGap[from=1, to=9, fileBefore=01_a.sql, fileAfter=9_b.sql]",
                        "MIGRATION_SKIPPED 2_w.SQL: goose passes over 2_w.SQL: the ending is not in lower case. Nobody applies"
                                + " it, and nothing says so. Rename it to 2_w.sql.");
    }

    @Test
    void namesTheMigrationsInGo() throws IOException {
        Files.writeString(folder.resolve("1_a.sql"), "-- +goose Up\n");
        Files.writeString(folder.resolve("2_b.go"), "package migrations");
        Files.writeString(folder.resolve("3_c.go"), "package migrations");
        Files.writeString(folder.resolve("3_c_test.go"), "package migrations");
        Files.writeString(folder.resolve("helpers.go"), "package migrations");
        Files.writeString(folder.resolve("4_d.sql"), "-- +goose Up\n");

        assertThat(problems(MigrationDirectory.read(folder, ReadingOptions.of(Layout.GOOSE))))
                .containsExactly(
                        "MIGRATION_NOT_SQL 2_b.go: 2 migrations are written in Go, which goose runs and Rollproof does not,"
                                + " from 2_b.go to 3_c.go. What Go changes is missing here in every later schema, so a later"
                                + " migration may fail here that passes in production. Prove what comes before with --to 1;"
                                + " for the rest, put the same changes as SQL in their places in a copy of the folder.");
    }

    @Test
    void isFoundByTheAnnotation() throws IOException {
        assertThat(oneFile(folder, Layout.AUTO, "1_a.sql", "-- +goose Up\n").layout())
                .isEqualTo("goose");
    }

    @Test
    void isNotFoundWhereTheWordStandsInSql() throws IOException {
        assertThat(oneFile(folder, Layout.AUTO, "1_a.sql", "SELECT '+goose';\n").layout())
                .isEqualTo("numbered");
    }

    @Test
    void provesTheRollbackOfATriggerAndWritesSectionsThatGooseReads() throws IOException {
        Migration migration = read(TRIGGER.formatted("-- +goose StatementBegin\n", "-- +goose StatementEnd\n"));

        assertThat(new RollbackVerifier(VerificationOptions.DEFAULT)
                        .verify(MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO)))
                        .migrations())
                .extracting(MigrationVerdict::verdict)
                .containsExactly(Verdict.RESTORED);
        assertThat(migration.rollbackPlace().form().apply("DROP TABLE a;\nCREATE TRIGGER t BEGIN\n  SELECT 1;\nEND;\n"))
                .isEqualTo("""
                        DROP TABLE a;
                        -- +goose StatementBegin
                        CREATE TRIGGER t BEGIN
                          SELECT 1;
                        END;
                        -- +goose StatementEnd
                        """);
    }

    private Migration read(String text) throws IOException {
        return oneFile(folder, Layout.GOOSE, "00003_add_orders.sql", text)
                .migrations()
                .get(0);
    }
}
