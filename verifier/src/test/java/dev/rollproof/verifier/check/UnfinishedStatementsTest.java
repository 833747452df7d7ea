package dev.rollproof.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.verdict.LintReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that end anywhere, in scripts that nothing runs: their tokens are all that lint knows of them. */
class UnfinishedStatementsTest {
    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE IF NOT EXISTS a ( x INTEGER PRIMARY KEY , y AS ( x + 1 ) ) STRICT",
            "CREATE UNIQUE INDEX IF NOT EXISTS i ON a ( x ) WHERE x IS NOT NULL",
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = RAISE ( ABORT , 'no' ) ; END",
            "CREATE VIRTUAL TABLE f USING fts5 ( x , tokenize = 'trigram' )",
            "ALTER TABLE a ADD COLUMN IF NOT EXISTS y TEXT NOT NULL DEFAULT 'x' AFTER z",
            "ALTER TABLE a RENAME COLUMN x TO y",
            "ALTER TABLE a ALTER COLUMN x SET NOT NULL",
            "DROP TABLE IF EXISTS a CASCADE",
            "INSERT INTO a ( x , password ) VALUES ( 'a' , 'hunter22hunter22' ) ON CONFLICT ( x ) DO UPDATE SET x = 1",
            "UPDATE a SET x = 'jane@gmail.com' FROM b WHERE x LIKE 'a%' RETURNING x",
            "WITH RECURSIVE b AS ( SELECT 1 UNION SELECT 2 ) DELETE FROM a WHERE x IN b",
            "PRAGMA main . defer_foreign_keys = OFF",
            "EXPLAIN QUERY PLAN SELECT iif ( x , y ) OVER ( ORDER BY x ) FROM pragma_table_info ( 'a' )",
            "SELECT x : :: text , INTERVAL '1 day' , ENUM ( 'a' ) FROM a");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "sqlite:3.14", "d1"})
    void lintReadsThemToTheirEnd(String target) throws IOException {
        Files.writeString(folder.resolve("0001_a.sql"), "CREATE TABLE a (x);\nSELECT nothing;\n");
        int number = 1;
        for (String statement : STATEMENTS) {
            List<String> words = List.of(statement.split(" "));
            for (int end = 1; end <= words.size(); end++) {
                String sql = String.join(" ", words.subList(0, end));
                number++;
                Files.writeString(folder.resolve("%04d_a.sql".formatted(number)), sql + ";\nDELETE FROM a;\n");
                Files.writeString(folder.resolve("%04d_a.rollback.sql".formatted(number)), sql);
            }
        }

        LintReport report = new Linter(VerificationOptions.DEFAULT)
                .lint(MigrationDirectory.read(
                        folder, ReadingOptions.of(Layout.AUTO).withTarget(Optional.of(Target.of(target)))));

        assertThat(report.migrations()).hasSize(number);
    }
}
