package dev.rollproof.verifier.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what drizzle-orm 0.45.4 did with the same texts, on better-sqlite3 12.11 and libsql 0.18. */
class DrizzleScriptTest {
    private static final String BP = DrizzleScript.BREAKPOINT;
    private static final String TEMPLATE = "-- Custom SQL migration file, put your code below! --";

    @Test
    void runsEachPartAsAStatementAndMovesNothing() {
        assertRuns("CREATE TABLE a(x);" + BP + "\nDROP TABLE a;", "CREATE TABLE a(x);", "DROP TABLE a;");
        assertRuns("CREATE TABLE a(x)\n" + BP + "\nDROP TABLE a", "CREATE TABLE a(x)\n;", "DROP TABLE a");
        assertRuns("CREATE TABLE a(x);" + BP + " DROP TABLE a;", "CREATE TABLE a(x);", "DROP TABLE a;");
        assertRuns("SELECT 1 -- one " + BP + " SELECT 2", "SELECT 1        ;", "SELECT 2");
        assertRuns("SELECT 1; /* one " + BP + " SELECT 2 -- */", "SELECT 1;", "SELECT 2");
        assertRuns(";;SELECT 1;; -- one\n" + BP + "SELECT 2;;", "SELECT 1;", "SELECT 2;");
        assertRuns("\uFEFFSELECT 1;\r\n" + BP + "\r\nSELECT 2;", "SELECT 1;", "SELECT 2;");
        assertRuns(TEMPLATE + "\nSELECT 1;", "SELECT 1;");
        assertRuns("SELECT 1;-->statement-breakpoint", "SELECT 1;");
    }

    private static void assertRuns(String text, String... statements) {
        MigrationScript script = script(text, DrizzleDriver.BETTER_SQLITE3);
        assertThat(script.refusal()).isEmpty();
        assertThat(script.misreadings()).isEmpty();
        assertThat(script.transaction()).isEqualTo(ScriptTransaction.ALWAYS);
        assertThat(script.text()).hasSameSizeAs(text);
        assertThat(script.text().lines().count()).isEqualTo(text.lines().count());
        assertThat(SqlScript.read(script.text()).statements())
                .extracting(SqlStatement::text)
                .containsExactly(statements);
    }

    @Test
    void refusesTwoStatementsInOnePart() {
        String text = "SELECT 1;\nSELECT 2;\n" + BP + "\nSELECT 3;";
        String help =
                "Put --> statement-breakpoint before this statement, and before each further one: Drizzle gives the driver"
                        + " what stands between two of them in one call.";

        assertThat(script(text, DrizzleDriver.BETTER_SQLITE3).refusal())
                .contains(new ScriptRemark(
                        new SourcePosition(2, 1),
                        "better-sqlite3 gets 2 statements in one call, and refuses more than one",
                        help));
        assertThat(script(text, DrizzleDriver.UNKNOWN).refusal())
                .contains(new ScriptRemark(
                        new SourcePosition(2, 1),
                        "better-sqlite3 gets 2 statements in one call, and refuses more than one; libsql would run the first"
                                + " and drop the rest",
                        help));
    }

    @Test
    void dropsWhatLibsqlDrops() {
        MigrationScript script = script("SELECT 1;\nSELECT 2;\n" + BP + "\nSELECT 3;", DrizzleDriver.LIBSQL);

        assertThat(SqlScript.read(script.text()).statements())
                .extracting(SqlStatement::text)
                .containsExactly("SELECT 1;", "SELECT 3;");
        assertThat(script.misreadings())
                .containsExactly(new ScriptRemark(
                        new SourcePosition(2, 1),
                        "libsql never runs this statement: Drizzle gives it what stands between two breakpoints in one call, and"
                                + " it runs the first statement of a call and drops the rest without a word",
                        "Put --> statement-breakpoint before it."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'SELECT 1;BP\n' | 1 | no statement follows the last --> statement-breakpoint",
                "'SELECT 1;BP\n-- c\nBPSELECT 2;' | 3 | no statement stands before this --> statement-breakpoint",
                "'/*\nSELECT 1;\nBP\nSELECT 2;\n*/' | 3 | no statement stands before this --> statement-breakpoint",
                "'-- c' | 1 | the file holds no statement",
                "'' | 1 | the file holds no statement",
                "TPL | 1 | the file is drizzle-kit's empty template",
            })
    void refusesAPartWithoutAStatement(String text, int line, String what) {
        MigrationScript script = script(text.replace("BP", BP).replace("TPL", TEMPLATE), DrizzleDriver.BETTER_SQLITE3);

        assertThat(script.refusal().orElseThrow().message())
                .isEqualTo(what + ", and the driver refuses a call without one");
        assertThat(script.refusal().orElseThrow().position().line()).isEqualTo(line);
    }

    @Test
    void saysWhatTheTemplateSwallows() {
        ScriptRemark swallowed = new ScriptRemark(
                new SourcePosition(1, TEMPLATE.length() + 1),
                "\"DROP TABLE a;\" is never run: drizzle-kit's template ends without a line end, so it belongs to the comment",
                "Put it on the next line.");

        assertThat(script(TEMPLATE + "DROP TABLE a;", DrizzleDriver.UNKNOWN).refusal())
                .contains(swallowed);
        MigrationScript withMore = script(TEMPLATE + "DROP TABLE a;\nSELECT 1;", DrizzleDriver.UNKNOWN);
        assertThat(withMore.refusal()).isEmpty();
        assertThat(withMore.misreadings()).containsExactly(swallowed);
    }

    @Test
    void refusesAStatementThatABreakpointCuts() {
        String trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n DELETE FROM a;" + BP + "\n END;";
        String string = "SELECT 1;" + BP + "\nSELECT 'a " + BP + " b';";

        assertThat(List.of(trigger, string))
                .extracting(text -> script(text, DrizzleDriver.UNKNOWN)
                        .refusal()
                        .orElseThrow()
                        .message())
                .containsOnly("Drizzle cuts this statement in two at the --> statement-breakpoint inside it");
        assertThat(script(string, DrizzleDriver.UNKNOWN).refusal().orElseThrow().position())
                .isEqualTo(new SourcePosition(2, 1));
    }

    @Test
    void asksTheNearestProjectForItsDriver(@TempDir Path repository) throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        Path folder = Files.createDirectories(repository.resolve("packages/db/drizzle"));
        assertThat(DrizzleDriver.of(folder)).isEqualTo(DrizzleDriver.UNKNOWN);

        Files.writeString(repository.resolve("package.json"), "{\"dependencies\": {\"better-sqlite3\": \"^12\"}}");
        Files.writeString(folder.resolveSibling("package.json"), "{\"dependencies\": {\"drizzle-orm\": \"^0.45\"}}");
        assertThat(DrizzleDriver.of(folder)).isEqualTo(DrizzleDriver.BETTER_SQLITE3);

        Files.writeString(
                folder.resolveSibling("package.json"), "{\"devDependencies\": {\"@libsql/client\": \"^0.18\"}}");
        assertThat(DrizzleDriver.of(folder)).isEqualTo(DrizzleDriver.LIBSQL);
    }

    private static MigrationScript script(String text, DrizzleDriver driver) {
        return DrizzleScript.of("0000_a.sql", text, () -> driver);
    }
}
