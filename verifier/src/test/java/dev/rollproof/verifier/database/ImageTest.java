package dev.rollproof.verifier.database;

import static dev.rollproof.verifier.database.Scripts.failure;
import static dev.rollproof.verifier.database.Scripts.run;
import static dev.rollproof.verifier.database.Scripts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {
    @TempDir
    Path folder;

    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void bringsSchemaRowsAndHeaderBack() {
        run(database, "CREATE TABLE t(a); INSERT INTO t VALUES (1); PRAGMA user_version=7; PRAGMA application_id=9");
        DatabaseImage image = database.image();

        run(database, "DROP TABLE t; CREATE TABLE u(a); PRAGMA user_version=8; PRAGMA application_id=10");
        database.restore(image);

        assertThat(text(database, "SELECT group_concat(name) FROM sqlite_schema"))
                .isEqualTo("t");
        assertThat(text(database, "SELECT a FROM t")).isEqualTo("1");
        assertThat(text(database, "SELECT user_version FROM pragma_user_version"))
                .isEqualTo("7");
        assertThat(text(database, "SELECT application_id FROM pragma_application_id"))
                .isEqualTo("9");
    }

    @Test
    void restoresAsOftenAsWantedAndStaysWritable() {
        run(database, "CREATE TABLE t(a)");
        DatabaseImage image = database.image();

        for (int i = 0; i < 3; i++) {
            database.restore(image);
            run(database, "INSERT INTO t VALUES (zeroblob(5000000)); CREATE INDEX i ON t(length(a))");
            assertThat(text(database, "SELECT count(*) FROM t")).isEqualTo("1");
            assertThat(database.image().size()).isGreaterThan(5_000_000);
        }
        assertThat(image.size()).isEqualTo(8192);
    }

    @Test
    void restoresAfterAScriptAskedForAnotherEncoding() {
        DatabaseImage image = database.image();
        run(database, "PRAGMA encoding = 'UTF-16'; CREATE TABLE t(a)");

        database.restore(image);

        run(database, "CREATE TABLE t(a)");
        assertThat(text(database, "SELECT encoding FROM pragma_encoding")).isEqualTo("UTF-8");
    }

    @Test
    void anEmptyDatabaseHasAnImageToo() {
        DatabaseImage image = database.image();
        run(database, "CREATE TABLE t(a)");

        database.restore(image);

        assertThat(text(database, "SELECT count(*) FROM sqlite_schema")).isEqualTo("0");
        run(database, "CREATE TABLE t(a)");
    }

    @Test
    void anEmptyFileHasAnImageToo() {
        DatabaseImage image;
        try (SqliteDatabase inFile = SqliteDatabase.file(folder.resolve("empty.db"), DatabaseLimits.DEFAULT)) {
            image = inFile.image();
        }
        run(database, "CREATE TABLE t(a)");

        database.restore(image);

        assertThat(text(database, "SELECT count(*) FROM sqlite_schema")).isEqualTo("0");
        run(database, "CREATE TABLE t(a)");
    }

    @Test
    void restoresOverAnOpenTransaction() {
        run(database, "CREATE TABLE t(a)");
        DatabaseImage image = database.image();
        for (int i = 0; i < 2; i++) {
            run(database, "BEGIN; INSERT INTO t VALUES (1)");

            database.restore(image);

            assertThat(database.inTransaction()).isFalse();
            assertThat(text(database, "SELECT count(*) FROM t")).isEqualTo("0");
        }
    }

    @Test
    void refusesAnImageInsideATransaction() {
        run(database, "BEGIN");

        assertThatThrownBy(database::image)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no image can be taken while a transaction is open");
    }

    @Test
    void leavesADatabaseInAFileItsFile() {
        Path file = folder.resolve("a.db");
        try (SqliteDatabase inFile = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            DatabaseImage image = database.image();

            assertThatThrownBy(() -> inFile.restore(image))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an image can be restored only into a private database in memory, not " + file);
        }
    }

    @Test
    void becomesAFileThatAnyToolOpens() throws IOException {
        run(database, "CREATE TABLE t(a); INSERT INTO t VALUES ('old')");
        database.restore(database.image());
        run(database, "INSERT INTO t VALUES ('new')");
        Path file = folder.resolve("a.db");
        Files.writeString(file, "what was there before, and longer ".repeat(1000));

        database.image().writeTo(file);

        assertThat(file).hasSize(8192);
        try (SqliteDatabase inFile = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            assertThat(inFile.settings().value("journal_mode")).isEqualTo("DELETE");
            run(inFile, "INSERT INTO t VALUES ('newest')");
            assertThat(text(inFile, "SELECT group_concat(a) FROM t")).isEqualTo("old,new,newest");
            assertThat(text(inFile, "SELECT integrity_check FROM pragma_integrity_check"))
                    .isEqualTo("ok");
        }
    }

    @Test
    void takesAFileInWalModeWithWhatItsLogHolds() {
        DatabaseImage image;
        try (SqliteDatabase inFile = SqliteDatabase.file(folder.resolve("a.db"), DatabaseLimits.DEFAULT)) {
            run(inFile, "PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES (1)");
            image = inFile.image();
        }

        database.restore(image);

        assertThat(text(database, "SELECT a FROM t")).isEqualTo("1");
        run(database, "INSERT INTO t VALUES (2); VACUUM");
    }

    @Test
    void writesNoFileWhateverItsJournalMode() {
        run(database, "CREATE TABLE t(a)");
        database.restore(database.image());

        run(database, "PRAGMA journal_mode=DELETE; PRAGMA cache_size=10; BEGIN");
        run(database, "INSERT INTO t SELECT zeroblob(1000) FROM pragma_function_list");

        assertThat(Path.of("").toAbsolutePath().toFile().list((here, name) -> name.contains("journal")))
                .isEmpty();
        run(database, "ROLLBACK");
        assertThat(text(database, "SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void temporaryObjectsOutliveARestore() {
        run(database, "CREATE TEMP TABLE tmp(a); CREATE TABLE t(a)");
        DatabaseImage image = database.image();
        run(database, "INSERT INTO tmp VALUES (1)");

        database.restore(image);

        assertThat(text(database, "SELECT a FROM tmp")).isEqualTo("1");
        assertThat(failure(database, "SELECT * FROM main.tmp")).hasMessage("no such table: main.tmp");
    }
}
