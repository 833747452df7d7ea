package dev.rollproof.verifier.database;

import static dev.rollproof.verifier.database.Scripts.failure;
import static dev.rollproof.verifier.database.Scripts.run;
import static dev.rollproof.verifier.database.Scripts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollproof.verifier.database.StatementException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    @TempDir
    Path folder;

    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATTACH '%s' AS other", "attach database '%s' as other;", "/* c */ Attach '%s' AS other"})
    void refusesToAttach(String statement) throws IOException {
        refused(
                statement.formatted(folder.resolve("other.db")),
                "ATTACH would open another database file; scripts may not leave the database. Remove the statement, or"
                        + " move what it does into a migration of that database");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM INTO '%s'",
                "vacuum main into '%s';",
                "VACUUM \"main\" INTO ('%s' || '')",
                "VACUUM/**/INTO'%s'"
            })
    void refusesToVacuumIntoAFile(String statement) throws IOException {
        refused(
                statement.formatted(folder.resolve("copy.db")),
                "VACUUM INTO would write a copy of the database to another file; scripts may not leave the database."
                        + " Remove INTO and the file name, or the statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup to '%s'",
                "-- a comment\nBACKUP TO '%s';",
                "Backup main to \"%s\"",
                "backup to %s",
                "backup\n\tto '%s'"
            })
    void refusesTheDriversBackup(String statement) throws IOException {
        refused(
                statement.formatted(folder.resolve("backup.db")),
                "BACKUP is a command of SQLite's tools, not SQL, and would write the database to another file; scripts"
                        + " may not leave the database. Remove the statement");
    }

    @Test
    void refusesTheDriversRestore() throws IOException {
        refused(
                "restore from '%s'".formatted(folder.resolve("backup.db")),
                "RESTORE is a command of SQLite's tools, not SQL, and would replace the database by another file;"
                        + " scripts may not leave the database. Remove the statement");
    }

    @Test
    void neverShowsTheDriverItsOwnCommands() throws IOException {
        // The driver looks at the first six letters only; SQLite knows no such statement.
        Path file = folder.resolve("backup.db");

        StatementException failure = failure(database, "backups to '" + file + "'");

        assertThat(failure).hasMessage("near \"backups\": syntax error");
        assertThat(filesInFolder()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT load_extension('evil')",
                "SELECT \"load_extension\"('evil', 'entry')",
                "CREATE VIEW v AS SELECT load_extension('evil'); SELECT * FROM v",
                "CREATE TABLE t(a); INSERT INTO t VALUES (1); CREATE TRIGGER g AFTER UPDATE ON t BEGIN"
                        + " SELECT load_extension('evil'); END; UPDATE t SET a = 2",
            })
    void refusesToLoadExtensions(String script) throws IOException {
        refused(
                script,
                "load_extension would run a program library inside this process; scripts may not leave the database."
                        + " Remove the call");
    }

    @Test
    void isNotMisledByARaiseThatSoundsLikeARefusal() {
        StatementException failure = failure(
                database,
                "CREATE TABLE t(a); CREATE TRIGGER g BEFORE INSERT ON t BEGIN SELECT raise(ABORT, 'not authorized'); END;"
                        + " INSERT INTO t VALUES (1)");

        assertThat(failure).hasMessage("not authorized");
        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PRAGMA hard_heap_limit=1 | hard_heap_limit | how much memory this process may use",
                "pragma SOFT_HEAP_LIMIT(100000) | soft_heap_limit | how much memory this process may use",
                "PRAGMA max_page_count = 4294967294 | max_page_count | how large the database may grow",
                "PRAGMA main.max_page_count=1 | max_page_count | how large the database may grow",
                "PRAGMA temp . \"max_page_count\" (9) | max_page_count | how large the database may grow",
                "PRAGMA 'max_page_count'=1 | max_page_count | how large the database may grow",
                "PRAGMA [main].[Max_Page_Count]=1 | max_page_count | how large the database may grow",
                "EXPLAIN PRAGMA max_page_count=1 | max_page_count | how large the database may grow",
                "EXPLAIN QUERY PLAN PRAGMA hard_heap_limit=1 | hard_heap_limit | how much memory this process may use",
                "PRAGMA temp_store_directory='/tmp' | temp_store_directory | the folder of this process's temporary files",
                "PRAGMA data_store_directory='/tmp' | data_store_directory | the folder of this process's database files",
                "PRAGMA lock_proxy_file=':auto:' | lock_proxy_file | the file that locks the database",
            })
    void refusesPragmasThatWouldLiftALimit(String statement, String pragma, String changes) throws IOException {
        refused(
                statement,
                "PRAGMA " + pragma + " would change " + changes
                        + "; scripts may not change the limits they run in. Remove the statement: it does nothing to"
                        + " the schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_page_count", "hard_heap_limit", "soft_heap_limit"})
    void hasNoOtherWayToSetThem(String pragma) {
        String before = text(database, "SELECT * FROM pragma_" + pragma);

        assertThat(failure(database, "SELECT * FROM pragma_" + pragma + "(7)").reason())
                .isEqualTo(Reason.FAILED);
        run(database, "PRAGMA " + pragma);
        run(database, "SELECT * FROM pragma_" + pragma);

        assertThat(text(database, "SELECT * FROM pragma_" + pragma)).isEqualTo(before);
    }

    @Test
    void evenOurOwnCommandsCannotAttach() {
        Path file = folder.resolve("other.db");

        assertThat(catchThrowable(() -> database.command("ATTACH '" + file + "' AS o")))
                .hasMessage("too many attached databases - max 0");
        assertThat(catchThrowable(() -> database.command("VACUUM INTO '" + file + "'")))
                .hasMessage("too many attached databases - max 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE attach(load_extension, \"backup\")",
                "CREATE TABLE backup(\"into\")",
                "INSERT INTO keep VALUES ('ATTACH x AS y; backup to z')",
                "EXPLAIN ATTACH 'x' AS y",
                "EXPLAIN VACUUM INTO 'x'",
                "EXPLAIN QUERY PLAN SELECT 1",
                "SELECT max_page_count FROM pragma_max_page_count",
                "PRAGMA cache_size=-4000",
                "PRAGMA mmap_size=1000000",
                "PRAGMA threads=4",
                "PRAGMA analysis_limit=100",
                "PRAGMA journal_mode=WAL",
                "PRAGMA table_info(keep)",
                "PRAGMA optimize",
                "PRAGMA temp_store=MEMORY",
            })
    void letsHarmlessStatementsRun(String statement) throws IOException {
        run(database, "CREATE TABLE keep(a)");

        run(database, statement);

        assertThat(filesInFolder()).isEmpty();
    }

    @Test
    void leavesDetachToSqlite() {
        StatementException failure = failure(database, "DETACH other");

        assertThat(failure).hasMessage("no such database: other");
        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    }

    @Test
    void vacuumsInMemoryAfterARestoreAndInAFile() {
        run(database, "CREATE TABLE t(a); INSERT INTO t VALUES (zeroblob(100000)); DELETE FROM t");
        run(database, "VACUUM; VACUUM main;");
        database.restore(database.image());
        run(database, "INSERT INTO t VALUES (zeroblob(100000)); DELETE FROM t");
        long grown = Long.parseLong(text(database, "SELECT * FROM pragma_page_count"));
        run(database, "VACUUM");
        assertThat(Long.parseLong(text(database, "SELECT * FROM pragma_page_count")))
                .isLessThan(grown);

        try (SqliteDatabase inFile = SqliteDatabase.file(folder.resolve("a.db"), DatabaseLimits.DEFAULT)) {
            run(inFile, "CREATE TABLE t(a); INSERT INTO t VALUES (1); VACUUM");
            assertThat(text(inFile, "SELECT a FROM t")).isEqualTo("1");
        }
    }

    @Test
    void forbidsToAttachAgainAfterAVacuumThatFailed() {
        run(database, "BEGIN");
        assertThat(failure(database, "VACUUM")).hasMessage("cannot VACUUM from within a transaction");
        run(database, "ROLLBACK");

        assertThat(catchThrowable(() -> database.command("ATTACH ':memory:' AS o")))
                .hasMessage("too many attached databases - max 0");
    }

    @Test
    void passesOverTempStoreButNotOverItsSyntaxErrors() {
        run(database, "CREATE TEMP TABLE t(a); INSERT INTO t VALUES (1)");

        run(
                database,
                "PRAGMA temp_store=MEMORY; PRAGMA main.temp_store(2); PRAGMA temp_store = +2; PRAGMA temp_store(-1)");

        assertThat(text(database, "SELECT * FROM pragma_temp_store")).isEqualTo("0");
        assertThat(text(database, "SELECT a FROM t")).isEqualTo("1");
        assertThat(failure(database, "PRAGMA temp_store = 2 2")).hasMessage("near \"2\": syntax error");
        assertThat(failure(database, "PRAGMA temp_store(2")).hasMessage("incomplete input");
        assertThat(failure(database, "PRAGMA temp_store =")).hasMessage("incomplete input");
    }

    private void refused(String script, String message) throws IOException {
        StatementException failure = failure(database, script);

        assertThat(failure).hasMessage(message);
        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(filesInFolder()).isEmpty();
    }

    private List<Path> filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
