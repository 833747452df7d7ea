package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.TestMigrations;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void saysTheVerdictFirstThenEachMigrationWithWhatWasFound() {
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
                        FAILED: 1 migration fails, 1 was not reached, 1 rollback is broken, 1 rollback is missing, 2 of 6 rollbacks restore the schema exactly
                        db/migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite 3.0.0

                          ✓ 1  restored    up 0.0 ms, rollback 0.0 ms, again 0.0 ms
                          ✗ 2  broken      up 0.0 ms, rollback 0.0 ms
                              error schema-not-restored  db/migrations/2.rollback.sql:2:1
                                2 differences after the rollback:
                                  - index idx_id on tasks(id) is left behind
                                  - index idx_status on tasks(status) is left behind
                                -> In the rollback: DROP INDEX idx_id; DROP INDEX idx_status;
                              a rollback that brings the schema back:
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
                                -> No new database can pass this version, and what comes after it was not verified. Mend the statement.
                          - 6  unverified
                        """);
    }

    @Test
    void anEmptyRollbackSaysSoBeforeItsDifferences() {
        assertThat(text(TestMigrations.of("CREATE TABLE a (x); CREATE TABLE b (x)", "-- later")))
                .contains("""
                              error rollback-empty  db/migrations/1.rollback.sql
                                the rollback holds no statement; 2 differences after it:
                                  - table a is left behind
                                  - table b is left behind
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
                        FAILED: 1 irreversible migration has errors, 1 is declared irreversible, 1 rollback has errors that are ignored, 1 of 4 rollbacks restore the schema exactly
                        db/migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite 3.0.0

                          ✓ 1  restored      up 0.0 ms, rollback 0.0 ms, again 0.0 ms
                          - 2  irreversible  up 0.0 ms, rollback 0.0 ms
                              declared irreversible: the rows went to the archive  (db/migrations/2.rollback.sql:1:1)
                                excused error schema-not-restored  db/migrations/2.rollback.sql:2:1: table a is missing after the rollback
                          ! 3  restored      up 0.0 ms, rollback 0.0 ms
                              declared to ignore settings-not-restored: the application sets it  (db/migrations/3.rollback.sql:1:1)
                                excused error settings-not-restored  db/migrations/3.rollback.sql: user_version is 3, was 0 after the rollback
                          ✗ 4  irreversible  up 0.0 ms, rollback 0.0 ms, again 0.0 ms
                              declared irreversible: \\u001b[31m red  (db/migrations/4.rollback.sql:1:1)
                              error irreversible-stale  db/migrations/4.rollback.sql:1:1
                                declared irreversible, but the rollback brings everything back
                                -> Whoever believes it restores a backup where the rollback would do. Delete the declaration.
                        """);
    }

    @Test
    void namesCannotPaintTheTerminal() {
        assertThat(text(TestMigrations.of("CREATE TABLE \"a\u001b[31mb\nc\" (x)", "SELECT 1")))
                .contains("        table a\\u001b[31mb\\u000ac is left behind after the rollback\n");
    }

    @Test
    void namesCannotTurnTheLineAround() {
        assertThat(text(TestMigrations.of("CREATE TABLE \"a\u202elqs.b\" (x)", "SELECT 1")))
                .contains("        table a\\u202elqs.b is left behind after the rollback\n");
    }

    @Test
    void aFolderWithoutFaultsIsShort() {
        assertThat(text(TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a")))
                .isEqualTo("""
                        PASSED: the rollback restores the schema exactly
                        db/migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite 3.0.0

                          ✓ 1  restored    up 0.0 ms, rollback 0.0 ms, again 0.0 ms
                        """);
    }

    private static String text(TestMigrations migrations) {
        ReportSource source = new ReportSource(
                "main", "db/migrations", new RollbackVerifier(VerificationOptions.DEFAULT).verify(migrations.set()));
        return TextReport.of(List.of(source), false)
                .replaceAll("\\d+\\.\\d ms", "0.0 ms")
                .replace(SqliteDatabase.sqliteVersion(), "3.0.0");
    }
}
