package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.Described.lines;
import static dev.rollproof.verifier.layout.Described.oneFile;
import static dev.rollproof.verifier.layout.Described.problems;
import static dev.rollproof.verifier.layout.Described.refusal;
import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.ScriptTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbmateLayoutTest {
    private static final String EMPTY = "-- migrate:up\n-- migrate:down\n";

    @TempDir
    private Path folder;

    @Test
    void readsBothBlocksOfAFileEachInItsLines() throws IOException {
        Migration read = read("-- why\n-- migrate:up transaction:false\nSELECT 1;\n--\tmigrate:down\nSELECT 2;\n");

        assertThat(read.name()).isEqualTo("3_add_orders");
        assertThat(read.description()).isEqualTo("add_orders");
        assertThat(lines(read.up())).containsExactly("1: -- why", "2: -- migrate:up transaction:false", "3: SELECT 1;");
        assertThat(lines(read.rollback().orElseThrow())).containsExactly("4: --\tmigrate:down", "5: SELECT 2;");
        assertThat(read.up().transaction()).isEqualTo(ScriptTransaction.NEVER);
        assertThat(read.rollback().orElseThrow().transaction()).isEqualTo(ScriptTransaction.ALWAYS);
        assertThat(read.rollbackPlace().inWords()).isEqualTo("\"-- migrate:down\" in 3_add_orders.sql");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT 1;                                         | 1:1 dbmate finds no line that begins with "-- migrate:up"
            \\ -- migrate:up~\\ -- migrate:down               | 1:1 dbmate finds no line that begins with "-- migrate:up"
            -- MIGRATE:UP~-- MIGRATE:DOWN                     | 1:1 dbmate finds no line that begins with "-- migrate:up"
            /* c */~-- migrate:up~-- migrate:down             | 1:1 dbmate allows only blank lines and -- comments above "-- migrate:up"
            -- migrate:up~SELECT 1;                           | 1:1 dbmate applies no file without a line that begins with "-- migrate:down" below "-- migrate:up"
            -- migrate:down~-- migrate:up                     | 2:1 dbmate applies no file without a line that begins with "-- migrate:down" below "-- migrate:up"
            -- migrate:up~-- migrate:down~-- migrate:down     | 3:1 dbmate allows one "-- migrate:down" in a file
            -- migrate:up~-- migrate:down~-- migrate:up       | 3:1 dbmate applies the block above, then this one, and fails as it records the version a second time
            """)
    void refusesWhatDbmateCannotRead(String text, String message) throws IOException {
        assertThat(refusal(read(text.replace("~", "\n").replace("\\", "")).up()))
                .startsWith(message + ". ");
    }

    @Test
    void saysWhereAByteOrderMarkHidesTheDirective() throws IOException {
        assertThat(refusal(read("\uFEFF-- migrate:up\nSELECT 1;\n-- migrate:down\n")
                        .up()))
                .isEqualTo(
                        "1:1 dbmate finds no line that begins with \"-- migrate:up\". A byte order mark stands before the"
                                + " first line: save the file without one.");
    }

    @Test
    void ordersByTheBytesOfTheNames() throws IOException {
        MigrationSet read = readAll("10a.sql", "9_b.sql", "001.sql", "9_c.sql", "notes.sql", "2_x.SQL");

        assertThat(pairs(read)).containsExactly("1: 001.sql, 001.sql", "10: 10a.sql, 10a.sql", "9: 9_b.sql, 9_b.sql");
        assertThat(problems(read))
                .containsExactly(
                        "MIGRATION_SKIPPED 2_x.SQL: dbmate passes over 2_x.SQL: the ending is not in lower case. Nobody applies"
                                + " it, and nothing says so. Rename it to 2_x.sql.",
                        "FILE_STOPS_TOOL 9_c.sql: dbmate stops at 9_c.sql: it is version 9 as 9_b.sql is, and a version is"
                                + " recorded once. What it did is rolled back, and nothing after it is applied. Give the"
                                + " younger one the next free number.",
                        "MIGRATION_SKIPPED notes.sql: dbmate passes over notes.sql: its name begins with no number. Nobody"
                                + " applies it, and nothing says so. Name it as the others, or move it to another folder.",
                        "ORDER_DIFFERS 9_b.sql: dbmate applies 10a.sql before 9_b.sql: it compares them as text, not by"
                                + " number. Rollproof does as dbmate does. Write all numbers with as many digits: 001, 002, 010.",
                        "VersionGap[from=1, to=9, fileBefore=001.sql, fileAfter=9_b.sql]");
    }

    @Test
    void takesTheNamesWhereTwoVersionsAreOneNumber() throws IOException {
        assertThat(pairs(readAll("001_a.sql", "1_b.sql", "2.sql")))
                .containsExactly("001_a: 001_a.sql, 001_a.sql", "1_b: 1_b.sql, 1_b.sql", "2: 2.sql, 2.sql");
    }

    @Test
    void isFoundByTheDirective() throws IOException {
        assertThat(oneFile(folder, Layout.AUTO, "1_a.sql", EMPTY).layout()).isEqualTo("dbmate");
    }

    @Test
    void isNotFoundWhereTheDirectiveIsIndented() throws IOException {
        assertThat(oneFile(folder, Layout.AUTO, "1_a.sql", " -- migrate:up\n").layout())
                .isEqualTo("numbered");
    }

    @Test
    void failsWhereAScriptEndsTheTransactionItself() throws IOException {
        assertThat(new RollbackVerifier(VerificationOptions.DEFAULT)
                        .verify(oneFile(
                                folder,
                                Layout.AUTO,
                                "1_a.sql",
                                "-- migrate:up\nCREATE TABLE a (id);\nCOMMIT;\n-- migrate:down\nDROP TABLE a;\n"))
                        .allFindings())
                .extracting(Finding::check, Finding::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "migration-failed",
                        "the migration fails: cannot commit - no transaction is active (at the COMMIT after the last"
                                + " statement)"));
    }

    private Migration read(String text) throws IOException {
        return oneFile(folder, Layout.DBMATE, "3_add_orders.sql", text)
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
