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
                .then(
                        "-- only a rebuild\nDROP TABLE tasks; CREATE TABLE tasks (status)",
                        "SELECT 1;\nCREATE INDEX i ON tasks (status)")
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
                            "foreignKeys" : true
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
                            "findings" : [ {
                              "check" : "schema-not-restored",
                              "severity" : "error",
                              "message" : "index i on tasks(status) is left behind after the rollback",
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
