package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.TestMigrations;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    @Test
    void holdsWhatTheContractSays() {
        TestMigrations migrations = TestMigrations.of("CREATE TABLE tasks (status)", "DROP TABLE tasks")
                .then("-- nothing but words\nSELECT 'a'; SELECT 'b'", "SELECT 1;\nCREATE INDEX i ON tasks (status)")
                .then("CREATE TABLE late (x)", null);

        assertThat(json(migrations).replace(SqliteDatabase.sqliteVersion(), "3.0.0"))
                .isEqualTo("""
                        {
                          "formatVersion" : 1,
                          "tool" : {
                            "name" : "rollproof",
                            "version" : "9.9",
                            "sqlite" : "3.0.0"
                          },
                          "source" : {
                            "directory" : "db/migrations",
                            "layout" : "numbered",
                            "target" : "sqlite",
                            "database" : "main",
                            "foreignKeys" : true,
                            "rows" : 3,
                            "rowSeed" : 1
                          },
                          "passed" : false,
                          "summary" : {
                            "migrations" : 3,
                            "restored" : 1,
                            "broken" : 1,
                            "missing" : 1,
                            "irreversible" : 0,
                            "failed" : 0,
                            "unverified" : 0,
                            "errors" : 2,
                            "warnings" : 0,
                            "notes" : 0
                          },
                          "findings" : [ ],
                          "migrations" : [ {
                            "version" : "1",
                            "description" : "",
                            "file" : "1.sql",
                            "rollback" : "1.rollback.sql",
                            "verdict" : "restored",
                            "milliseconds" : {
                              "up" : 0,
                              "rollback" : 0,
                              "reapply" : 0
                            },
                            "declarations" : [ ],
                            "findings" : [ ]
                          }, {
                            "version" : "2",
                            "description" : "",
                            "file" : "2.sql",
                            "rollback" : "2.rollback.sql",
                            "verdict" : "broken",
                            "milliseconds" : {
                              "up" : 0,
                              "rollback" : 0
                            },
                            "declarations" : [ ],
                            "findings" : [ {
                              "check" : "schema-not-restored",
                              "severity" : "error",
                              "message" : "after the rollback index i on tasks(status) is left behind",
                              "help" : "In the rollback: DROP INDEX i;",
                              "file" : "2.rollback.sql",
                              "line" : 2,
                              "column" : 1,
                              "changes" : [ {
                                "kind" : "index-left-behind",
                                "object" : "i",
                                "before" : null,
                                "after" : "CREATE INDEX i ON tasks (status)"
                              } ]
                            } ]
                          }, {
                            "version" : "3",
                            "description" : "",
                            "file" : "3.sql",
                            "rollback" : null,
                            "verdict" : "missing",
                            "milliseconds" : {
                              "up" : 0
                            },
                            "declarations" : [ ],
                            "findings" : [ {
                              "check" : "rollback-missing",
                              "severity" : "error",
                              "message" : "3 has no rollback",
                              "help" : "It cannot be taken back. Write 3.rollback.sql; --allow-missing accepts it as it is.",
                              "file" : "3.sql",
                              "line" : null,
                              "column" : null,
                              "changes" : [ ]
                            } ]
                          } ]
                        }
                        """);
    }

    @Test
    void declarationsStandWithTheirReasonsAndWhatTheyExcuse() {
        TestMigrations migrations = TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a")
                .then("DROP TABLE a", "-- rollproof: irreversible the rows went to the archive\nSELECT 1")
                .then(
                        "PRAGMA user_version = 3",
                        "SELECT 1; -- rollproof: ignore settings-not-restored the application sets it")
                .then("CREATE TABLE b (x)", "-- rollproof: lossy \"b\".x nobody reads it\nDROP TABLE b");

        assertThat(json(migrations)).contains("""
                            "verdict" : "irreversible",
                        """, """
                            "declarations" : [ {
                              "kind" : "irreversible",
                              "subject" : null,
                              "reason" : "the rows went to the archive",
                              "file" : "2.rollback.sql",
                              "line" : 1,
                              "column" : 1,
                              "excused" : [ {
                                "check" : "schema-not-restored",
                                "severity" : "error",
                                "message" : "after the rollback table a is missing",
                                "help" : "In the rollback, create table a again, with its indexes and triggers.",
                                "file" : "2.rollback.sql",
                                "line" : null,
                                "column" : null,
                                "changes" : [ {
                                  "kind" : "table-missing",
                                  "object" : "a",
                                  "before" : "CREATE TABLE a (x)",
                                  "after" : null
                                } ]
                              } ]
                            } ],
                            "findings" : [ ]
                        """, """
                              "kind" : "ignore",
                              "subject" : "settings-not-restored",
                              "reason" : "the application sets it",
                              "file" : "3.rollback.sql",
                              "line" : 1,
                              "column" : 11,
                        """, """
                              "kind" : "lossy",
                              "subject" : "b.x",
                              "reason" : "nobody reads it",
                              "file" : "4.rollback.sql",
                              "line" : 1,
                              "column" : 1,
                              "excused" : [ ]
                        """, """
                            "restored" : 2,
                            "broken" : 1,
                            "missing" : 0,
                            "irreversible" : 1,
                        """);
    }

    @Test
    void timesAreMilliseconds() {
        String json = JsonReport.of(List.of(source(TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a"))), "9.9");

        assertThat(json).containsPattern("\"up\" : \\d+\\.\\d{1,3},");
    }

    private static String json(TestMigrations migrations) {
        return JsonReport.of(List.of(source(migrations)), "9.9")
                .replaceAll("\"(up|rollback|reapply)\" : [0-9.E-]+", "\"$1\" : 0");
    }

    private static ReportSource source(TestMigrations migrations) {
        return new ReportSource(
                "main", "db/migrations", new RollbackVerifier(VerificationOptions.DEFAULT).verify(migrations.set()));
    }
}
