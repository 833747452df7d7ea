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
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlMigrateLayoutTest {
    private static final String EMPTY = "-- +migrate Up\n-- +migrate Down\n";

    @TempDir
    private Path folder;

    @Test
    void addsUpTheSectionsOfEachDirection() throws IOException {
        Migration read = read("""
                -- +migrate Up notransaction
                SELECT 1;
                -- +migrate Down
                SELECT 2;
                -- +migrate Up
                SELECT 3;
                """);

        assertThat(lines(read.up()))
                .containsExactly(
                        "1: -- +migrate Up notransaction", "2: SELECT 1;", "5: -- +migrate Up", "6: SELECT 3;");
        assertThat(lines(read.rollback().orElseThrow())).containsExactly("3: -- +migrate Down", "4: SELECT 2;");
        assertThat(read.up().transaction()).isEqualTo(ScriptTransaction.NEVER);
        assertThat(read.rollback().orElseThrow().transaction()).isEqualTo(ScriptTransaction.ALWAYS);
    }

    @Test
    void losesTheCommentsInsideAStatement() throws IOException {
        assertThat(lines(read("-- +migrate Up\n-- why\nCREATE TABLE a (\n-- the key\n  id, --stays\n--stays\n  b);\n")
                        .up()))
                .containsExactly(
                        "1: -- +migrate Up",
                        "2: -- why",
                        "3: CREATE TABLE a (",
                        "5:   id, --stays",
                        "6: --stays",
                        "7:   b);");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT 1;                                       | 1:1 sql-migrate finds neither "-- +migrate Up" nor "-- +migrate Down" in the file
            -- +migrate Up~SELECT 1                         | 2:1 sql-migrate finds no end of this statement: the last word of a line must end in a semicolon
            -- +migrate Up~SELECT 1~-- +migrate Down        | 2:1 sql-migrate finds no end of this statement: the last word of a line must end in a semicolon
            -- +migrate Up~-- +migrate StatementBegin       | 2:1 sql-migrate finds no "-- +migrate StatementEnd" for the last StatementBegin
            -- +migrate Up~SELECT 'a;~b';                   | 2:1 sql-migrate ends a statement at every line that ends in a semicolon, also inside this one, and SQLite gets half of it
            """)
    void refusesWhatSqlMigrateCannotRead(String text, String message) throws IOException {
        assertThat(refusal(read(text.replace("~", "\n")).up())).startsWith(message + ". ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            -- +migrate Up~SELECT 1;~-- +migrate down~SELECT 2;   | 3:1 sql-migrate passes over "-- +migrate down": it is none of its directives
            -- +migrate Up~SELECT 1;~--+migrate Down~SELECT 2;    | 3:1 sql-migrate passes over "--+migrate Down": it is none of its directives
            SELECT 0;~-- +migrate Up~SELECT 1;                    | 1:1 sql-migrate drops this line: it stands above the first "-- +migrate Up" or "-- +migrate Down"
            -- +migrate Up~SELECT 'a~-- b~c';                     | 3:1 sql-migrate drops this line: it drops every line that begins with "-- ", also inside a text
            """)
    void saysWhatSqlMigrateRunsOtherwiseThanItIsWritten(String text, String message) throws IOException {
        assertThat(misreadings(read(text.replace("~", "\n")).up()))
                .singleElement()
                .asString()
                .startsWith(message + ". ");
    }

    @Test
    void saysWhereAByteOrderMarkHidesTheDirective() throws IOException {
        assertThat(misreadings(read("\uFEFF-- +migrate Up\n-- +migrate Down\nSELECT 2;")
                        .up()))
                .containsExactly(
                        "1:1 sql-migrate drops this line: it stands above the first \"-- +migrate Up\" or \"-- +migrate"
                                + " Down\". A byte order mark begins this line: save the file without one.");
    }

    @Test
    void ordersNumbersBeforeNamesAndAsksForNone() throws IOException {
        MigrationSet read =
                readAll("abc.sql", "10-b.sql", "9.sql", "1_b.sql", "1_a.sql", "2_x.SQL", "99999999999999999999.sql");

        assertThat(pairs(read))
                .containsExactly(
                        "1_a.sql: 1_a.sql, 1_a.sql",
                        "1_b.sql: 1_b.sql, 1_b.sql",
                        "9: 9.sql, 9.sql",
                        "10: 10-b.sql, 10-b.sql",
                        "abc.sql: abc.sql, abc.sql");
        assertThat(problems(read))
                .containsExactly(
                        "MIGRATION_SKIPPED 2_x.SQL: sql-migrate passes over 2_x.SQL: the ending is not in lower case. Nobody"
                                + " applies it, and nothing says so. Rename it to 2_x.sql.",
                        "FILE_STOPS_TOOL 99999999999999999999.sql: sql-migrate ends with a panic at 99999999999999999999.sql:"
                                + " its number is beyond 9223372036854775807. Give it a shorter number.");
    }

    @Test
    void isFoundByTheDirectiveAndProvesARollback() throws IOException {
        MigrationSet read = oneFile(
                folder,
                Layout.AUTO,
                "1_a.sql",
                "-- +migrate Up\nCREATE TABLE a (id INTEGER PRIMARY KEY);\n-- +migrate Down\nDROP TABLE a;\n");

        assertThat(read.layout()).isEqualTo("sql-migrate");
        assertThat(new RollbackVerifier(VerificationOptions.DEFAULT)
                        .verify(read)
                        .migrations())
                .extracting(MigrationVerdict::verdict)
                .containsExactly(Verdict.RESTORED);
    }

    private Migration read(String text) throws IOException {
        return oneFile(folder, Layout.SQL_MIGRATE, "3_add_orders.sql", text)
                .migrations()
                .get(0);
    }

    private MigrationSet readAll(String... files) throws IOException {
        for (String file : files) {
            Files.writeString(folder.resolve(file), EMPTY);
        }
        return MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
    }
}
