package dev.rollproof.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class D1LintTest {
    private static final String REFUSES = "Cloudflare D1 refuses this statement: \"";

    @TempDir
    private Path folder;

    @Test
    void everyRefusedStatementOfTheFolderIsNamedOnce() throws IOException {
        write("0001_a.sql", "CREATE TABLE a (x);\nVACUUM;\nPRAGMA user_version = 1;\nCREATE TABLE b (x);\n");
        write("0002_b.sql", "BEGIN;\nCREATE TABLE c (x);\nCOMMIT;\n");

        assertThat(lint())
                .extracting(
                        finding -> finding.check() + " " + finding.location().file() + ":"
                                + finding.location().position().orElseThrow().line())
                .containsExactly(
                        "statement-refused 0001_a.sql:2",
                        "d1-refused 0001_a.sql:3",
                        "d1-refused 0002_b.sql:1",
                        "d1-refused 0002_b.sql:3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "CREATE TABLE _cf_a (x) | not authorized",
                "CREATE TEMP TABLE a (x) | not authorized",
                "UPDATE t SET x = json_pretty(x) | not authorized to use function: json_pretty",
                "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6"
                        + " | too many terms in compound SELECT",
                "DELETE FROM t WHERE x LIKE 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
                        + " | LIKE or GLOB pattern too complex",
                "ALTER TABLE t ALTER COLUMN x SET NOT NULL | not authorized to use function: sqlite_fail",
                "ALTER TABLE t DROP CONSTRAINT c | not authorized to use function: sqlite_drop_constraint",
                "PRAGMA integrity_check | not authorized",
                "SELECT ?1 | Wrong number of parameter bindings for SQL query."
            })
    void aStatementThatDidNotRunIsReadFromItsText(String sql, String words) throws IOException {
        write("0001_a.sql", "VACUUM;\n" + sql + ";\n");

        assertThat(lint().get(1).message()).startsWith(REFUSES + words + "\"");
    }

    @Test
    void aTableOfTooManyColumnsIsCounted() throws IOException {
        String columns = "x, ".repeat(100) + "y CHECK (y IN (1, 2)), CHECK (y > 0)";
        write(
                "0001_a.sql",
                "VACUUM;\nCREATE TABLE a (" + columns + ");\nCREATE TABLE b (" + "x, ".repeat(99) + "y);\n");

        assertThat(lint())
                .extracting(Finding::message)
                .filteredOn(message -> message.contains("columns"))
                .containsExactly(REFUSES + "too many columns\". It declares 101; D1 takes 100 in a table");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "",
            value = {
                "PRAGMA legacy_alter_table = ON, d1-setting-stays",
                "PRAGMA main.legacy_alter_table = ON, d1-setting-stays",
                "PRAGMA legacy_alter_table(1), d1-setting-stays",
                "PRAGMA legacy_alter_table = ON; PRAGMA main.legacy_alter_table = off,",
                "PRAGMA legacy_alter_table,",
                "PRAGMA defer_foreign_keys = OFF, defer-foreign-keys-off",
                "PRAGMA main.defer_foreign_keys(0), defer-foreign-keys-off",
                "PRAGMA defer_foreign_keys = ON,"
            })
    void aSettingIsReadHoweverItIsWritten(String sql, @Nullable String check) throws IOException {
        write("0001_a.sql", sql + ";\nCREATE TABLE a (x);\n");

        assertThat(lint())
                .extracting(Finding::check)
                .isEqualTo(Optional.ofNullable(check).stream().toList());
    }

    private List<Finding> lint() {
        return new Linter(VerificationOptions.DEFAULT)
                .lint(MigrationDirectory.read(
                        folder, ReadingOptions.of(Layout.WRANGLER).withTarget(Optional.of(Target.D1))))
                .allFindings()
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
