package dev.rollproof.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotRerunnableTest {
    @TempDir
    private Path folder;

    @Test
    void theFirstStatementThatFailsAgainIsNamed() throws IOException {
        assertThat(lint("-- +goose NO TRANSACTION\n", """
                        CREATE TABLE IF NOT EXISTS a (x);
                        ALTER TABLE b ADD COLUMN y;
                        CREATE UNIQUE INDEX c ON b (y);
                        """))
                .extracting(Finding::message)
                .containsExactly(
                        "it cannot run again where line 5 stops it: ALTER TABLE b stays, because the script runs"
                                + " in no transaction");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (x);\nCREATE UNIQUE INDEX b ON a (x);\nINSERT INTO a VALUES (1);",
                "UPDATE a SET x = 1;\nALTER TABLE a ADD COLUMN y;",
                "BEGIN;\nALTER TABLE a ADD COLUMN y;\nUPDATE a SET y = x;\nCOMMIT;",
                "CREATE TABLE IF NOT EXISTS a (x);\nINSERT INTO a SELECT x FROM b;",
                "ALTER TABLE a ADD COLUMN y;\nCREATE INDEX c ON a (y);",
                "CREATE;\nDROP TABLE IF;\nCREATE TABLE IF;"
            })
    void whatTheRowsCannotStopHalfWayIsLeftAlone(String sql) throws IOException {
        assertThat(lint("-- +goose NO TRANSACTION\n", sql)).isEmpty();
    }

    @Test
    void aTransactionOfTheToolTakesAllBack() throws IOException {
        assertThat(lint("", "ALTER TABLE a ADD COLUMN y;\nUPDATE a SET y = x;")).isEmpty();
    }

    private List<Finding> lint(String annotation, String sql) throws IOException {
        Files.writeString(folder.resolve("0001_a.sql"), annotation + "-- +goose Up\n" + sql + "\n");
        MigrationSet read = MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
        return new NotRerunnable().lint(MigrationText.of(read, read.all().get(0)));
    }

    @Test
    void aTableThatIsThereIsFoundBehindTheNameOfItsSchema() {
        assertThat(LintedUps.messages(LintedUps.ups(
                        "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
                        "create table if not exists \"main\".[Orders] (id INTEGER PRIMARY KEY, note TEXT);")))
                .containsExactly(
                        "create-ignored: CREATE TABLE IF NOT EXISTS orders does nothing: the table is there, and has no"
                                + " note");
    }
}
