package dev.rollproof.verifier.database;

import static dev.rollproof.verifier.database.Scripts.TIGHT;
import static dev.rollproof.verifier.database.Scripts.failure;
import static dev.rollproof.verifier.database.Scripts.run;
import static dev.rollproof.verifier.database.Scripts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.StatementException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LimitsTest {
    private static final String ENDLESS =
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c";

    private static final String FULL = "database or disk is full; it may grow to 4 MiB here";

    @TempDir
    Path folder;

    private final SqliteDatabase database = SqliteDatabase.inMemory(TIGHT);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENDLESS,
                "SELECT count(*) FROM (" + ENDLESS + ")",
                "INSERT OR IGNORE INTO t SELECT x % 10 FROM (" + ENDLESS + ")",
                "UPDATE u SET a = (SELECT sum(x) FROM (" + ENDLESS + "))",
                "INSERT INTO u VALUES (2)",
                "CREATE TABLE v AS SELECT max(x) FROM (" + ENDLESS + ")",
            })
    void stopsAStatementThatNeverEnds(String statement) {
        run(database, "CREATE TABLE t(a UNIQUE); CREATE TABLE u(a); INSERT INTO u VALUES (1);");
        run(
                database,
                "CREATE TRIGGER g AFTER INSERT ON u BEGIN UPDATE u SET a = (SELECT sum(x) FROM (" + ENDLESS
                        + ")); END");

        StatementException failure = failure(database, statement);

        assertThat(failure).hasMessage("did not end within 200 milliseconds");
        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure.resultCode()).contains("SQLITE_INTERRUPT");
        run(database, "INSERT INTO t VALUES (77)");
        assertThat(text(database, "SELECT group_concat(a) FROM t")).isEqualTo("77");
    }

    @Test
    void stopsOurOwnQueriesOverAViewThatNeverEnds() {
        run(database, "CREATE VIEW v AS SELECT sum(x) AS s FROM (" + ENDLESS + ")");

        assertThatThrownBy(() -> text(database, "SELECT s FROM v")).hasMessage("did not end within 200 milliseconds");
        assertThatThrownBy(() -> database.command("SELECT s FROM v")).hasMessage("did not end within 200 milliseconds");
        assertThatThrownBy(() -> text(database, "SELECT s FROM v")).hasMessage("did not end within 200 milliseconds");
        assertThat(text(database, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void followsTheTransactionThatATimeOutRollsBack() {
        run(database, "CREATE TABLE t(a); BEGIN; INSERT INTO t VALUES (1)");

        assertThat(failure(database, "INSERT INTO t SELECT 1 FROM (" + ENDLESS + ") WHERE x < 0")
                        .reason())
                .isEqualTo(Reason.TIMED_OUT);

        assertThat(database.inTransaction()).isFalse();
        assertThat(text(database, "SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void givesEachStatementItsOwnTime() {
        // Longer together than the limit of one.
        String share =
                "SELECT count(*) FROM (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 10000)"
                        + " SELECT x FROM c);";
        long end = System.nanoTime() + TIGHT.statementTimeout().toNanos();
        while (System.nanoTime() < end) {
            run(database, share);
        }
        run(database, share);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT zeroblob(2000000000)",
                "SELECT randomblob(2000000000)",
                "SELECT printf('%.*c', 2000000000, 'x')",
                "SELECT hex(zeroblob(600000))",
                "INSERT INTO t SELECT group_concat(hex(randomblob(400000))) FROM (SELECT 1 UNION ALL SELECT 2)",
                "INSERT INTO t VALUES (zeroblob(2000000))",
            })
    void boundsOneValue(String statement) {
        run(database, "CREATE TABLE t(a)");

        StatementException failure = failure(database, statement);

        assertThat(failure).hasMessage("string or blob too big; one value or row may have 1 MiB here");
        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure.resultCode()).contains("SQLITE_TOOBIG");
    }

    @Test
    void boundsTheDatabase() {
        assertFull(database, "t");
    }

    @Test
    void boundsTheDatabaseAfterARestore() {
        database.restore(database.image());

        assertFull(database, "t");
    }

    @Test
    void boundsAFile() {
        try (SqliteDatabase inFile = SqliteDatabase.file(folder.resolve("a.db"), TIGHT)) {
            assertFull(inFile, "t");
        }
    }

    @Test
    void boundsTheTemporarySchemaAlsoAfterAReset() {
        ConnectionSettings settings = database.settings();
        assertFull(database, "temp.t");
        database.reset(settings);
        assertFull(database, "temp.u");
        database.reset(settings);
        run(database, "PRAGMA writable_schema=ON");
        assertThat(failure(
                        database,
                        "INSERT INTO sqlite_temp_schema SELECT 'x', x, 'x', 0, zeroblob(500000) FROM (" + ENDLESS
                                + ")"))
                .hasMessage(FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA page_size=65536",
                "EXPLAIN PRAGMA page_size=65536",
                "PRAGMA main.page_size(65536); VACUUM",
                "PRAGMA temp_store=MEMORY",
                "PRAGMA temp_store=FILE; PRAGMA temp.page_size=65536",
            })
    void letsNoScriptLiftTheLimit(String script) {
        try (SqliteDatabase inFile = SqliteDatabase.file(folder.resolve("a.db"), TIGHT)) {
            run(inFile, script);
            assertFull(inFile, "t");
            assertFull(inFile, "temp.t");
        }
        run(database, script);
        assertFull(database, "t");
        assertFull(database, "temp.t");
    }

    @Test
    void keepsTheLimitWhenAVacuumMakesThePagesLarger() {
        try (SqliteDatabase inFile = SqliteDatabase.file(folder.resolve("a.db"), TIGHT)) {
            run(inFile, "CREATE TABLE first(a); INSERT INTO first VALUES (1); PRAGMA page_size=65536; VACUUM");
            assertThat(text(inFile, "SELECT * FROM pragma_page_size")).isEqualTo("65536");

            assertFull(inFile, "t");
        }
    }

    @Test
    void allowsAsLongStatementsAndArgumentListsAsSqlite() {
        try (SqliteDatabase roomy = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            run(roomy, "CREATE TABLE t(a); INSERT INTO t VALUES " + "(1),".repeat(300_000) + "(1)");
            run(roomy, "SELECT max(" + "1,".repeat(126) + "1)");

            assertThat(text(roomy, "SELECT count(*) FROM t")).isEqualTo("300001");
        }
    }

    @Test
    void saysItsLimitsInWords() {
        assertThat(new DatabaseLimits(Duration.ofSeconds(1), 1, 1).timeoutInWords())
                .isEqualTo("1 second");
        assertThat(new DatabaseLimits(Duration.ofSeconds(90), 1, 1).timeoutInWords())
                .isEqualTo("90 seconds");
        assertThat(new DatabaseLimits(Duration.ofMillis(1), 1, 1).timeoutInWords())
                .isEqualTo("1 millisecond");
        assertThat(new DatabaseLimits(Duration.ofMillis(1500), 1, 1).timeoutInWords())
                .isEqualTo("1500 milliseconds");
        assertThat(DatabaseLimits.sizeInWords(256 << 20)).isEqualTo("256 MiB");
        assertThat(DatabaseLimits.sizeInWords(1000)).isEqualTo("1000 bytes");
    }

    @Test
    void wantsPositiveLimits() {
        assertThatThrownBy(() -> new DatabaseLimits(Duration.ZERO, 5, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limits must be positive: PT0S, 5 bytes, 6 bytes a value");
    }

    @Test
    void takesATimeOutOfAnyLength() {
        DatabaseLimits centuries = new DatabaseLimits(Duration.ofSeconds(Long.MAX_VALUE), 1 << 20, 1 << 20);
        try (SqliteDatabase patient = SqliteDatabase.inMemory(centuries)) {
            run(
                    patient,
                    "SELECT count(*) FROM (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 5000)"
                            + " SELECT x FROM c)");
        }
    }

    private static void assertFull(SqliteDatabase database, String table) {
        run(database, "CREATE TABLE " + table + "(a)");

        StatementException failure =
                failure(database, "INSERT INTO " + table + " SELECT zeroblob(500000) FROM (" + ENDLESS + ")");

        assertThat(failure).hasMessage(FULL);
        assertThat(failure.reason()).isEqualTo(Reason.FAILED);
        assertThat(failure.resultCode()).contains("SQLITE_FULL");
        assertThat(allowedBytes(database, table.startsWith("temp") ? "temp" : "main"))
                .isEqualTo(4 << 20);
        run(database, "INSERT INTO " + table + " VALUES (1)");
    }

    /** What the limit allows, because a failed statement gives its pages back. */
    private static long allowedBytes(SqliteDatabase database, String schema) {
        return Long.parseLong(text(
                database,
                "SELECT max_page_count * page_size FROM pragma_max_page_count('" + schema + "'), pragma_page_size('"
                        + schema + "')"));
    }
}
