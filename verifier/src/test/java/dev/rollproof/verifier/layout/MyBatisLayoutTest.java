package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MyBatisLayoutTest {
    @TempDir
    private Path repository;

    private Path folder;

    @BeforeEach
    void makeTheFolder() throws IOException {
        folder = Files.createDirectories(repository.resolve("scripts"));
    }

    @Test
    void readsBothWaysFromOneFileInTheOrderOfTheNumbers() throws IOException {
        write("10_second.sql", "CREATE TABLE b (y);\n-- //@UNDO\nDROP TABLE b;\n");
        write("9_add_first.sql", "CREATE TABLE a (x);\n  // // @UNDO it\nDROP TABLE a;\n");
        write("bootstrap.sql", "-- nothing to do\n");
        write("onabort.sql", "-- nothing to do\n");

        MigrationSet read = read();

        assertThat(read.layout()).isEqualTo("mybatis");
        assertThat(read.foreignKeys()).isFalse();
        assertThat(pairs(read))
                .containsExactly("9: 9_add_first.sql, 9_add_first.sql", "10: 10_second.sql, 10_second.sql");
        assertThat(read.all().get(0).description()).isEqualTo("add_first");
        assertThat(read.all().get(0).rollbackPlace()).isEqualTo(RollbackPlace.section("9_add_first.sql", "-- //@UNDO"));
        assertThat(read.all().get(0).rollback().orElseThrow().text().strip()).isEqualTo("DROP TABLE a;");
        assertThat(read.all().get(0).up().transaction()).isEqualTo(ScriptTransaction.ALWAYS);
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void beginsWithABootstrapThatHoldsStatements() throws IOException {
        write("bootstrap.sql", "CREATE TABLE a (x);\n");
        write("1_b.sql", "CREATE INDEX i ON a (x);\n-- //@UNDO\nDROP INDEX i;\n");

        assertThat(new RollbackVerifier(VerificationOptions.DEFAULT)
                        .verify(read())
                        .migrations())
                .extracting(MigrationVerdict::words)
                .containsExactly("irreversible", "restored");
    }

    @Test
    void readsTheEnvironmentBesideTheFolder() throws IOException {
        Path environments = Files.createDirectories(repository.resolve("environments"));
        Files.writeString(
                environments.resolve("development.properties"),
                "auto_commit=true\ndelimiter=/\nfull_line_delimiter=true\ntable=a\nhook_before_up=SQL:x.sql\n");
        write("1_b.sql", "CREATE TABLE ${table} (x);\n/\n-- //@UNDO\nDROP TABLE ${table}\n/\n");

        MigrationSet read = read();

        assertThat(read.all().get(0).up().text().strip()).isEqualTo("CREATE TABLE a (x);\n;");
        assertThat(read.all().get(0).up().transaction()).isEqualTo(ScriptTransaction.NEVER);
        assertThat(read.problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.SCRIPT_LEFT_OUT,
                                "../environments/development.properties",
                                "MyBatis Migrations runs hook_before_up around the migrations, Rollproof does not",
                                "What is done there is in none of the schemas here. Changes to the schema belong into migrations."));
    }

    @Test
    void saysAtWhichFileTheToolStops() throws IOException {
        write("1_b.sql", "SELECT 1;\n-- //@UNDO\n");
        write("notes.sql", "");
        write("2_c.SQL", "");

        assertThat(read().problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.MIGRATION_SKIPPED,
                                "2_c.SQL",
                                "MyBatis Migrations passes over 2_c.SQL: the ending is not in lower case",
                                "Nobody applies it, and nothing says so. Rename it to 2_c.sql."),
                        ToolBehaviour.of(
                                Kind.FILE_STOPS_TOOL,
                                "notes.sql",
                                "MyBatis Migrations stops at notes.sql: its name does not begin with a number and an underscore",
                                "It applies nothing at all. Move the file to another folder, or give it an id: 20260101120000_notes.sql."));
    }

    @Test
    void refusesATriggerThatTheToolCutsAndSaysWhatItDrops() throws IOException {
        write("1_a.sql", "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n-- //@UNDO\n");
        write("2_b.sql", "CREATE TABLE b (x); CREATE TABLE c (y); DROP\n-- //@UNDO\n");

        assertThat(read().all().get(0).up().refusal())
                .contains(
                        new ScriptRemark(
                                new SourcePosition(1, 1),
                                "MyBatis Migrations cuts this statement in two: it ends one at every line that holds \";\"",
                                "SQLite gets half a trigger and fails. Put the line \"-- @DELIMITER |\" before it, end it with \"END;\" and a line \"|\", and put \"-- @DELIMITER ;\" behind it."));
        assertThat(read().all().get(1).up().text().strip()).isEqualTo("CREATE TABLE b (x);");
        assertThat(read().all().get(1).up().misreadings())
                .extracting(ScriptRemark::message)
                .containsExactly(
                        "MyBatis Migrations drops what follows the last \";\" of a line: DROP",
                        "SQLite's driver gets this statement together with the one before it and runs only that");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private MigrationSet read() {
        return MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
    }
}
