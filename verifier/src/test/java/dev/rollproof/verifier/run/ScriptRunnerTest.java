package dev.rollproof.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.run.ScriptFailure.Cause;
import dev.rollproof.verifier.sql.SourcePosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptRunnerTest {
    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);
    private final ScriptRunner runner = ScriptRunner.on(database, Engine.sqlite(true));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aScriptRunsInOneTransaction() {
        ScriptRun run = run("CREATE TABLE a (x); INSERT INTO a VALUES (1);\n INSERT INTO nowhere VALUES (1);");

        assertThat(run.failure())
                .contains(new ScriptFailure(
                        Cause.FAILED, new SourcePosition(2, 2), "no such table: nowhere", Optional.of("SQLITE_ERROR")));
        assertThat(tables()).isEmpty();
        assertThat(run.leftBehind()).isEmpty();
    }

    @Test
    void aScriptWithItsOwnTransactionIsNotWrapped() {
        assertThat(run("BEGIN; CREATE TABLE a (x); COMMIT;").succeeded()).isTrue();
        assertThat(tables()).containsExactly("a");
    }

    @Test
    void aFailureOutsideItsOwnTransactionKeepsWhatWasCommitted() {
        ScriptRun run =
                run("CREATE TABLE a (x); BEGIN; CREATE TABLE b (x); COMMIT; BEGIN; CREATE TABLE a (x); COMMIT;");

        assertThat(run.failure().map(ScriptFailure::message)).contains("table a already exists");
        assertThat(tables()).containsExactly("a", "b");
    }

    /** The trick by which a file leaves the runner's transaction and finds itself in another at the end. */
    @Test
    void aScriptThatCommitsFirstAndBeginsLastIsWrapped() {
        run("CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (p REFERENCES parent ON DELETE CASCADE);"
                + "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);");
        ScriptRun run = run("COMMIT; PRAGMA foreign_keys = OFF; BEGIN; DELETE FROM parent; COMMIT;"
                + " PRAGMA foreign_keys = ON; BEGIN;");

        assertThat(run.failure()).isEmpty();
        assertThat(run.leftBehind()).isEmpty();
        assertThat(count("child")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA foreign_keys = OFF",
                "pragma main.foreign_keys(off)",
                "PRAGMA \"foreign_keys\"=0",
            })
    void switchingForeignKeysOffWorksBecauseTheScriptIsNotWrapped(String pragma) {
        run("CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (p REFERENCES parent ON DELETE CASCADE);"
                + "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1);");
        ScriptRun run = run(pragma + "; DROP TABLE parent; CREATE TABLE parent (id INTEGER PRIMARY KEY);"
                + "INSERT INTO parent VALUES (1); PRAGMA foreign_keys = ON;");

        assertThat(run.failure()).isEmpty();
        assertThat(count("child")).isOne();
    }

    @Test
    void readingForeignKeysLeavesTheScriptWrapped() {
        run("PRAGMA foreign_keys; CREATE TABLE a (x); CREATE TABLE a (x);");

        assertThat(tables()).isEmpty();
    }

    @Test
    void whatIsLeftChangedIsPutBackAndSaid() {
        ScriptRun run =
                run("PRAGMA foreign_keys = OFF; CREATE TEMP TABLE scratch (x); PRAGMA recursive_triggers = ON;");

        assertThat(run.leftBehind())
                .containsExactly(
                        "foreign_keys is left OFF",
                        "recursive_triggers is left ON",
                        "the temporary table scratch is left");
        assertThat(run("SELECT 1;").leftBehind()).isEmpty();
        assertThat(database.query("PRAGMA foreign_keys", row -> row.number(1))).containsExactly(1L);
    }

    @Test
    void anOpenTransactionIsRolledBackAndSaid() {
        ScriptRun run = run("BEGIN; CREATE TABLE a (x);");

        assertThat(run.leftBehind()).containsExactly("a transaction is left open");
        assertThat(tables()).isEmpty();
    }

    @Test
    void aDeferredViolationFailsAtTheCommit() {
        run("CREATE TABLE parent (id INTEGER PRIMARY KEY);"
                + "CREATE TABLE child (p REFERENCES parent DEFERRABLE INITIALLY DEFERRED);");
        ScriptRun run = run("INSERT INTO child\nVALUES (9);\nSELECT 1;");

        assertThat(run.failure())
                .contains(new ScriptFailure(
                        Cause.FAILED,
                        new SourcePosition(3, 1),
                        "FOREIGN KEY constraint failed (at the COMMIT after the last statement)",
                        Optional.of("SQLITE_CONSTRAINT_FOREIGNKEY")));
        assertThat(count("child")).isZero();
    }

    @Test
    void vacuumRuns() {
        assertThat(run("VACUUM;").failure()).isEmpty();
    }

    @Test
    void whatReachesOutsideIsRefused() {
        ScriptRun run = run("CREATE TABLE a (x);\nATTACH 'other.db' AS other;");

        assertThat(run.failure().map(ScriptFailure::cause)).contains(Cause.REFUSED);
        assertThat(run.failure().map(ScriptFailure::position)).contains(new SourcePosition(2, 1));
        assertThat(tables()).isEmpty();
    }

    @Test
    void whatNeverEndsIsStopped() {
        DatabaseLimits limits = DatabaseLimits.DEFAULT.withStatementTimeout(Duration.ofMillis(300));
        ScriptRun run;
        try (SqliteDatabase other = SqliteDatabase.inMemory(limits)) {
            String endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;";
            run = ScriptRunner.on(other, Engine.sqlite(true)).run(new MigrationScript("1_x.sql", endless));
        }

        assertThat(run.failure())
                .contains(new ScriptFailure(
                        Cause.TIMED_OUT,
                        new SourcePosition(1, 1),
                        "did not end within 300 milliseconds",
                        Optional.of("SQLITE_INTERRUPT")));
    }

    @Test
    void aTextThatCannotBeSplitIsAFailureOfTheScript() {
        ScriptRun run = run("CREATE TABLE a (x);\nINSERT INTO a VALUES ('never ends);");

        assertThat(run.failure().map(ScriptFailure::cause)).contains(Cause.UNREADABLE);
        assertThat(run.failure().map(ScriptFailure::position)).contains(new SourcePosition(2, 23));
        assertThat(run.statements()).isEmpty();
        assertThat(tables()).isEmpty();
    }

    private ScriptRun run(String sql) {
        return runner.run(new MigrationScript("1_x.sql", sql));
    }

    private List<String> tables() {
        return database.query("SELECT name FROM sqlite_schema ORDER BY name", row -> String.valueOf(row.text(1)));
    }

    private long count(String table) {
        return database.query("SELECT count(*) FROM " + table, row -> row.number(1))
                .get(0);
    }
}
