package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.TestMigrations;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void saysOfEachMigrationWhatWasFoundAndTheVerdictLast() {
        TestMigrations migrations = TestMigrations.of(
                        "CREATE TABLE tasks (id INTEGER, status TEXT)", "DROP TABLE tasks")
                .then(
                        "CREATE INDEX idx_status ON tasks (status);\nCREATE INDEX idx_id ON tasks (id);",
                        "-- forgets both\nSELECT 1;")
                .then("ALTER TABLE tasks RENAME TO jobs", "ALTER TABLE jobs RENAME TO tasks")
                .then("CREATE TABLE late (x)", null)
                .then("CREATE TABLE late (x)", "DROP TABLE late")
                .then("CREATE TABLE never (x)", "DROP TABLE never");

        assertThat(text(migrations)).isEqualTo("""
                        db/migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite 3.0.0

                          ✓ 1  restored    up 0.0 ms, rollback 0.0 ms, again 0.0 ms
                          ✗ 2  broken      up 0.0 ms, rollback 0.0 ms
                              error schema-not-restored  db/migrations/2.rollback.sql
                                2 differences after the rollback:
                                  index idx_id on tasks(id) is left behind
                                    + CREATE INDEX idx_id ON tasks (id)
                                  index idx_status on tasks(status) is left behind
                                    + CREATE INDEX idx_status ON tasks (status)
                                -> In the rollback: DROP INDEX idx_id; DROP INDEX idx_status;
                              a whole rollback that brings the schema back:
                                DROP INDEX idx_id;
                                DROP INDEX idx_status;
                          ✓ 3  restored    up 0.0 ms, rollback 0.0 ms, again 0.0 ms
                              note text-differs  db/migrations/3.rollback.sql
                                after the rollback the schema is the same, but its stored text is written differently: idx_id, idx_status, tasks
                                -> Nothing to do. Tools that compare sqlite_schema byte by byte will see a difference.
                          - 4  missing     up 0.0 ms
                              error rollback-missing  db/migrations/4.sql
                                4 has no rollback
                                -> It cannot be taken back. Write 4.rollback.sql; --allow-missing accepts it as it is.
                          ✗ 5  failed      up 0.0 ms
                              error migration-failed  db/migrations/5.sql:1:1
                                the migration fails: table late already exists
                                1 | CREATE TABLE late (x)
                                  | ^^^^^^^^^^^^^^^^^^^^^
                                -> No new database can pass this version, and what comes after it was not verified. It is there already: leave the statement out, or drop or rename what has the name first.
                          - 6  unverified

                        FAILED: 1 migration fails, 1 was not reached, 1 rollback is broken, 1 rollback is missing, 2 of 6 rollbacks restore the schema exactly
                        """);
    }

    @Test
    void anEmptyRollbackSaysSoBeforeItsDifferences() {
        assertThat(text(TestMigrations.of("CREATE TABLE a (x); CREATE TABLE b (x)", "-- later")))
                .contains("""
                              error rollback-empty  db/migrations/1.rollback.sql
                                the rollback holds no statement; 2 differences after it:
                                  table a is left behind
                                    + CREATE TABLE a (x)
                                  table b is left behind
                                    + CREATE TABLE b (x)
                                -> Running it does nothing and looks like success. In the rollback: DROP TABLE a; DROP TABLE b;
                        """);
    }

    @Test
    void showsWhatIsDeclaredAndWhatDoesNotCountForItsSake() {
        TestMigrations migrations = TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a")
                .then("DROP TABLE a", "-- rollproof: irreversible the rows went to the archive\nSELECT 1;")
                .then("PRAGMA user_version = 3", "-- rollproof: ignore settings-not-restored the application sets it")
                .then("CREATE TABLE b (x)", "-- rollproof: irreversible\u001b[31m red\nDROP TABLE b");

        assertThat(text(migrations)).isEqualTo("""
                        db/migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite 3.0.0

                          ✓ 1  restored      up 0.0 ms, rollback 0.0 ms, again 0.0 ms
                          - 2  irreversible  up 0.0 ms, rollback 0.0 ms
                              declared irreversible: the rows went to the archive  (db/migrations/2.rollback.sql:1:1)
                                excused error schema-not-restored  db/migrations/2.rollback.sql: after the rollback table a is missing
                          ! 3  restored      up 0.0 ms, rollback 0.0 ms
                              declared to ignore settings-not-restored: the application sets it  (db/migrations/3.rollback.sql:1:1)
                                excused error settings-not-restored  db/migrations/3.rollback.sql: after the rollback user_version is 3, was 0
                          ✗ 4  irreversible  up 0.0 ms, rollback 0.0 ms, again 0.0 ms
                              declared irreversible: \\u001b[31m red  (db/migrations/4.rollback.sql:1:1)
                              error irreversible-stale  db/migrations/4.rollback.sql:1:1
                                declared irreversible, but the rollback brings everything back
                                1 | -- rollproof: irreversible\\u001b[31m red
                                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                                -> Whoever believes it restores a backup where the rollback would do. Delete the declaration.

                        FAILED: 1 irreversible migration has errors, 1 is declared irreversible, 1 rollback has errors that are ignored, 1 of 4 rollbacks restores the schema exactly
                        """);
    }

    @Test
    void namesCannotPaintTheTerminal() {
        assertThat(text(TestMigrations.of("CREATE TABLE \"a\u001b[31mb\nc\" (x)", "SELECT 1")))
                .contains("        after the rollback table a\\u001b[31mb\\u000ac is left behind\n");
    }

    @Test
    void namesCannotTurnTheLineAround() {
        assertThat(text(TestMigrations.of("CREATE TABLE \"a\u202elqs.b\" (x)", "SELECT 1")))
                .contains("        after the rollback table a\\u202elqs.b is left behind\n");
    }

    @Test
    void aFolderWithoutFaultsIsShort() {
        assertThat(text(TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a")))
                .isEqualTo("""
                        db/migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite 3.0.0

                          ✓ 1  restored    up 0.0 ms, rollback 0.0 ms, again 0.0 ms

                        PASSED: the rollback restores the schema exactly
                        """);
    }

    @Test
    void whatIsBesideEachOtherOnAWideScreenIsBelowEachOtherOnANarrowOne() {
        TestMigrations migrations = TestMigrations.of("CREATE TABLE a (x); CREATE VIEW v AS SELECT x FROM a", null)
                .then(
                        "DROP VIEW v; CREATE VIEW v AS SELECT x AS y FROM a",
                        "DROP VIEW v;\n\tCREATE VIEW v AS SELECT x AS z FROM a");

        assertThat(text(migrations, new Screen(false, true, OptionalInt.of(120))))
                .contains("""
                                  - CREATE VIEW v AS SELECT x FROM a                    │ + CREATE VIEW v AS SELECT x AS z FROM a
                        """);
        assertThat(text(migrations, new Screen(false, true, OptionalInt.of(60))))
                .contains("""
                              error schema-not-restored
                                db/migrations/2.rollback.sql:1:1
                        """, """
                                  - CREATE VIEW v AS SELECT x FROM a
                                  + CREATE VIEW v AS SELECT x AS z FROM a
                                1 | DROP VIEW v;
                                  | ^^^^^^^^^^^^
                        """);
    }

    @Test
    void linesEndWhereTheScreenEndsAndNoPathIsCut() {
        TestMigrations migrations =
                TestMigrations.of("CREATE TABLE a (x)", "SELECT 1").then("CREATE TABLE b (x)", null);

        assertThat(text(migrations, new Screen(false, false, OptionalInt.of(44))))
                .isEqualTo("""
                        db/migrations, numbered, foreign keys on, 3
                        rows a table (seed 1), SQLite 3.0.0

                          FAIL 1  broken
                              error schema-not-restored
                                db/migrations/1.rollback.sql
                                after the rollback table a is left
                                behind
                                  + CREATE TABLE a (x)
                                -> In the rollback: DROP TABLE a;
                              a whole rollback that brings the schema back:
                                DROP TABLE a;
                          -    2  missing     up 0.0 ms
                              error rollback-missing
                                db/migrations/2.sql
                                2 has no rollback
                                -> It cannot be taken back. Write
                                   2.rollback.sql; --allow-missing
                                   accepts it as it is.

                        FAILED: 1 rollback is broken, 1 rollback is
                        missing, 0 of 2 rollbacks restore the schema
                        exactly
                        """);
    }

    @Test
    void theMarkStandsBelowWhatItMarksInALongLineToo() {
        String padding = "/* " + "long ".repeat(60) + "*/ ";

        assertThat(text(
                        TestMigrations.of(padding + "SELECT nothing", null),
                        new Screen(false, true, OptionalInt.of(60))))
                .contains("""
                                1 | …ong long */ SELECT nothing
                                  |              ^^^^^^^^^^^^^^
                        """);
    }

    @Test
    void manyThatAreFineStandInOneLine() {
        TestMigrations migrations = TestMigrations.of("CREATE TABLE t1 (x)", "DROP TABLE t1");
        for (int i = 2; i <= 30; i++) {
            migrations.then("CREATE TABLE t" + i + " (x)", i == 12 ? null : "DROP TABLE t" + i);
        }

        assertThat(text(migrations)).isEqualTo("""
                        db/migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite 3.0.0

                          ✓ 11 migrations  restored    1 to 11
                          - 12             missing     up 0.0 ms
                              error rollback-missing  db/migrations/12.sql
                                12 has no rollback
                                -> It cannot be taken back. Write 12.rollback.sql; --allow-missing accepts it as it is.
                          ✓ 18 migrations  restored    13 to 30

                        FAILED: 1 rollback is missing, 29 of 30 rollbacks restore the schema exactly
                        """);
    }

    private static String text(TestMigrations migrations) {
        return text(migrations, Screen.FILE);
    }

    private static String text(TestMigrations migrations, Screen screen) {
        ReportSource source = new ReportSource(
                "main", "db/migrations", new RollbackVerifier(VerificationOptions.DEFAULT).verify(migrations.set()));
        return TextReport.of(List.of(source), screen)
                .replaceAll("\\d+\\.\\d ms", "0.0 ms")
                .replace(SqliteDatabase.sqliteVersion(), "3.0.0");
    }
}
