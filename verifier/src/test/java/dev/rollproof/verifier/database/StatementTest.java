package dev.rollproof.verifier.database;

import static dev.rollproof.verifier.database.Scripts.failure;
import static dev.rollproof.verifier.database.Scripts.run;
import static dev.rollproof.verifier.database.Scripts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    @TempDir
    Path folder;

    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM nope | no such table: nope | SQLITE_ERROR",
                "SELEC 1 | near \"SELEC\": syntax error | SQLITE_ERROR",
                "SELECT (1 | incomplete input | SQLITE_ERROR",
                "INSERT INTO t VALUES (1), (1) | UNIQUE constraint failed: t.a | SQLITE_CONSTRAINT_UNIQUE",
                "INSERT INTO t VALUES (-1) | CHECK constraint failed: abs(a) = (a) | SQLITE_CONSTRAINT_CHECK",
                "INSERT INTO t VALUES (NULL) | NOT NULL constraint failed: t.a | SQLITE_CONSTRAINT_NOTNULL",
                "INSERT INTO t VALUES (8) | not (ever) (8) | SQLITE_CONSTRAINT_TRIGGER",
                "SELECT json('{') | malformed JSON | SQLITE_ERROR",
                "INSERT INTO s VALUES ('x') | cannot store TEXT value in INT column s.a | SQLITE_CONSTRAINT_DATATYPE",
            })
    void failsWithSqlitesOwnMessage(String statement, String message, String code) {
        run(
                database,
                "CREATE TABLE t(a NOT NULL UNIQUE CHECK (abs(a) = (a))); CREATE TABLE s(a INT) STRICT;"
                        + " CREATE TRIGGER g BEFORE INSERT ON t WHEN NEW.a = 8 BEGIN SELECT raise(ABORT, 'not (ever) (8)'); END");

        StatementException failure = failure(database, statement);

        assertThat(failure).hasMessage(message);
        assertThat(failure.reason()).isEqualTo(StatementException.Reason.FAILED);
        assertThat(failure.resultCode()).contains(code);
    }

    @Test
    void checksForeignKeysOnlyWhenAsked() {
        run(database, "CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(a REFERENCES p)");
        run(database, "INSERT INTO c VALUES (1)");

        database.foreignKeys(true);

        assertThat(failure(database, "INSERT INTO c VALUES (2)")).hasMessage("FOREIGN KEY constraint failed");
        database.foreignKeys(false);
        run(database, "INSERT INTO c VALUES (2)");
    }

    @Test
    void stepsThroughEveryRowOfAResult() {
        run(database, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3)");

        // The last row fails, so it must have been reached.
        assertThat(failure(database, "SELECT json(CASE a WHEN 3 THEN '{' ELSE '1' END) FROM t"))
                .hasMessage("malformed JSON");
        run(database, "INSERT INTO t VALUES (4) RETURNING a");
        assertThat(text(database, "SELECT count(*) FROM t")).isEqualTo("4");
    }

    @Test
    void leavesNothingOpenThatWouldBlockOtherStatements() {
        run(database, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)");
        database.query("SELECT a FROM t", row -> row.number(1));
        assertThatThrownBy(() -> database.query("SELECT json('{') FROM t", row -> row.number(1)))
                .hasMessage("malformed JSON");
        assertThatThrownBy(() -> database.query("SELECT a FROM t", row -> {
                    throw new IllegalStateException("the reader's own");
                }))
                .hasMessage("the reader's own");

        run(database, "BEGIN; DROP TABLE t; COMMIT; VACUUM");
    }

    @Test
    void countsChangedRowsSinceItWasOpened() {
        run(database, "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2); UPDATE t SET a = 3 WHERE a = 1");
        database.restore(database.image());
        run(database, "DELETE FROM t");

        assertThat(database.totalChanges()).isEqualTo(5);
    }

    @Test
    void bindsParametersAndReadsValuesAsTheyAreStored() {
        byte[] blob = {1, 2};

        List<Object> values = database.query(
                "SELECT column1 FROM (VALUES (?), (?), (?), (?), (?))",
                row -> {
                    Object value = row.value(1);
                    return value == null ? "null" : value;
                },
                "a'b",
                5_000_000_000L,
                7,
                blob,
                null);

        assertThat(values).containsExactly("a'b", 5_000_000_000L, 7L, blob, "null");
        assertThat(database.query("SELECT ?", row -> String.valueOf(row.value(1)), 1.5))
                .containsExactly("1.5");
        assertThat(database.query("SELECT NULL, 3", row -> row.text(1) + row.number(1) + row.text(2)))
                .containsExactly("null03");
    }

    @Test
    void keepsQueriesUsableWhenTheSchemaChanges() {
        String query = "SELECT count(*) FROM t";
        run(database, "CREATE TABLE t(a); INSERT INTO t VALUES (1)");
        assertThat(text(database, query)).isEqualTo("1");
        DatabaseImage image = database.image();

        run(database, "DROP TABLE t");
        assertThatThrownBy(() -> text(database, query)).hasMessage("no such table: t");
        run(database, "CREATE TABLE t(b, c)");
        assertThat(text(database, query)).isEqualTo("0");
        database.restore(image);
        assertThat(text(database, query)).isEqualTo("1");
    }

    @Test
    void runsMoreDifferentQueriesThanItKeeps() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 200; i++) {
                assertThat(text(database, "SELECT " + i)).isEqualTo(String.valueOf(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN | true",
                "BEGIN; COMMIT | false",
                "BEGIN IMMEDIATE; END TRANSACTION | false",
                "SAVEPOINT a | true",
                "SAVEPOINT a; SAVEPOINT b; RELEASE b | true",
                "SAVEPOINT a; SAVEPOINT b; RELEASE a | false",
                "SAVEPOINT a; ROLLBACK TO a | true",
                "BEGIN; ROLLBACK | false",
                "BEGIN; SAVEPOINT a; ROLLBACK TRANSACTION TO SAVEPOINT a | true",
                "EXPLAIN BEGIN | false",
                "BEGIN; EXPLAIN COMMIT | true",
            })
    void tellsWhetherATransactionIsOpen(String script, boolean open) {
        run(database, script);

        assertThat(database.inTransaction()).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN; INSERT OR ROLLBACK INTO t VALUES (1) | false",
                "BEGIN; INSERT OR ABORT INTO t VALUES (1) | true",
                "BEGIN; BEGIN | true",
                "COMMIT | false",
                "BEGIN; SELECT nope | true",
                "BEGIN; PRAGMA defer_foreign_keys=ON; INSERT INTO c VALUES (5); COMMIT | true",
            })
    void tellsSoAfterAnError(String script, boolean open) {
        run(database, "CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (1); CREATE TABLE c(a REFERENCES t(a))");
        database.foreignKeys(true);

        assertThat(failure(database, script)).isNotNull();

        assertThat(database.inTransaction()).isEqualTo(open);
    }

    /** The oracle is SQLite itself, through a statement that fails only inside a transaction. */
    @Test
    void neverDisagreesWithSqliteAboutTheTransaction() {
        String[] statements = {
            "BEGIN",
            "COMMIT",
            "END",
            "ROLLBACK",
            "SAVEPOINT a",
            "RELEASE a",
            "ROLLBACK TO a",
            "INSERT INTO t VALUES (1)",
            "INSERT OR ROLLBACK INTO t VALUES (1)",
            "INSERT OR IGNORE INTO t VALUES (2)",
            "SELECT nope",
            "DELETE FROM t",
            "INSERT OR FAIL INTO t VALUES (3)",
            "PRAGMA foreign_keys"
        };
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        run(database, "CREATE TABLE t(a UNIQUE)");
        for (int i = 0; i < 2_000; i++) {
            String statement = statements[random.nextInt(statements.length)];
            failure(database, statement);
            boolean told = database.inTransaction();

            assertThat(told).as("seed %d, step %d: %s", seed, i, statement).isEqualTo(insideBySqlite());
        }
    }

    private boolean insideBySqlite() {
        try {
            database.command("PRAGMA synchronous=FULL");
            return false;
        } catch (StatementException e) {
            assertThat(e).hasMessage("Safety level may not be changed inside a transaction");
            return true;
        }
    }

    @Test
    void keepsDeferredForeignKeysWhenAskedForTheTransaction() {
        run(database, "CREATE TABLE p(a PRIMARY KEY); CREATE TABLE c(a REFERENCES p)");
        database.foreignKeys(true);

        for (String statement : List.of("PRAGMA defer_foreign_keys=ON", "BEGIN", "INSERT INTO c VALUES (1)")) {
            run(database, statement);
            assertThat(database.inTransaction()).isEqualTo(!statement.startsWith("PRAGMA"));
        }
        run(database, "INSERT INTO p VALUES (1); COMMIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.db", "with blank.db", "100%25.db", "what?.db", "#1.db", "ä€.db", "a&b=c.db"})
    void opensAFileOfAnyName(String name) {
        Path file = folder.resolve(name);
        try (SqliteDatabase inFile = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            run(inFile, "CREATE TABLE t(a); INSERT INTO t VALUES ('here')");
        }

        assertThat(file).isRegularFile();
        try (SqliteDatabase inFile = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            assertThat(text(inFile, "SELECT a FROM t")).isEqualTo("here");
        }
    }

    @Test
    void saysWhyAFileCannotBeOpened() throws IOException {
        Path text = Files.write(
                folder.resolve("text.db"),
                "no database, but text enough".repeat(100).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> SqliteDatabase.file(text, DatabaseLimits.DEFAULT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(text + " cannot be opened as a SQLite database: file is not a database");
        assertThatThrownBy(() -> SqliteDatabase.file(folder, DatabaseLimits.DEFAULT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + " cannot be opened as a SQLite database: unable to open database file");
        Path nowhere = folder.resolve("no").resolve("where.db");
        assertThatThrownBy(() -> SqliteDatabase.file(nowhere, DatabaseLimits.DEFAULT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(nowhere + " cannot be opened as a SQLite database: unable to open database file");
    }

    @Test
    void knowsItsVersion() {
        assertThat(SqliteDatabase.sqliteVersion()).isEqualTo(text(database, "SELECT sqlite_version()"));
    }

    /** VACUUM fails while any statement of the connection is under way. */
    @Test
    void whatWasWrittenOrReadLeavesNoStatementUnderWay() {
        run(database, "CREATE TABLE t (a UNIQUE)");
        database.update("INSERT INTO t VALUES (?)", 1L);
        assertThat(catchThrowableOfType(
                        StatementException.class, () -> database.update("INSERT INTO t VALUES (?)", 1L)))
                .hasMessage("UNIQUE constraint failed: t.a");
        try (RowCursor rows = database.cursor("SELECT a FROM t UNION ALL SELECT ?", "x")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.row().value(1)).isEqualTo(1L);
            assertThat(rows.next()).isTrue();
            assertThat(rows.row().value(1)).isEqualTo("x");
        }
        try (RowCursor rows = database.cursor("SELECT 1 WHERE 0")) {
            assertThat(rows.next()).isFalse();
        }

        run(database, "VACUUM");
    }
}
