package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckCommandTest extends CommandLineFolder {
    private static final String RELEASED =
            "        -> Databases that have it keep the old schema, and new ones get another. Restore the file and make the change in a new migration; if no database has it yet, rollproof snapshot db --out schema writes the snapshots anew.\n";
    private static final String RAN =
            "        -> Databases that have it ran the old text: their rows may differ from those of new ones, and tools that keep checksums stop at it. Restore the file; if no database has it yet, rollproof snapshot db --out schema writes its checksum anew.\n";
    private static final String KNOWN =
            "        -> Databases that have it know it by its old name or version, and tools apply it to them a second time, or stop. Give it back what it was called; if no database has it yet, rollproof snapshot db --out schema takes the new name.\n";

    @BeforeEach
    void release() throws IOException {
        write(
                "db/0001_users.sql",
                "CREATE TABLE users (\n  id INTEGER PRIMARY KEY,\n  role TEXT DEFAULT 'Guest'\n);\n");
        write("db/0002_roles.sql", "CREATE INDEX users_role\n  ON users (role);\n");
        write("db/0003_posts.sql", "CREATE TABLE posts (id INTEGER PRIMARY KEY, body TEXT);\n");
        write("db/0004_age.sql", "ALTER TABLE users ADD COLUMN age INTEGER;\n");
        assertThat(run("snapshot", "db", "--out", "schema")).isZero();
    }

    @Test
    void whatIsAsItWasReleasedPasses() throws IOException {
        write("db/0001_users.rollback.sql", "DROP TABLE users;\n");

        assertThat(check()).isZero();
        assertThat(body())
                .isEqualTo("PASSED: 4 versions compared with their snapshots, all have the text that was released\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void anotherDefaultIsToldOnceAndWhereItIs() throws IOException {
        edit("db/0001_users.sql", "'Guest'", "'guest'");

        assertThat(check()).isEqualTo(1);
        assertThat(body())
                .isEqualTo(
                        "FAILED: 1 error, 4 versions compared with their snapshots, 3 of them have the text that was released\n"
                                + "      error schema-changed  db/0001_users.sql:1:1\n"
                                + "        0001_users.sql was edited and no longer makes the schema of 1.json: column users.role is TEXT DEFAULT 'guest', was TEXT DEFAULT 'Guest'\n"
                                + RELEASED);
    }

    @Test
    void aDroppedIndexIsMissing() throws IOException {
        write("db/0002_roles.sql", "SELECT 1;\n");

        assertThat(check()).isEqualTo(1);
        assertThat(findings())
                .isEqualTo("      error schema-changed  db/0002_roles.sql\n"
                        + "        0002_roles.sql was edited and no longer makes the schema of 2.json: index users_role on users(role) is missing\n"
                        + "          - CREATE INDEX users_role\n"
                        + "          -   ON users (role)\n"
                        + RELEASED);
    }

    @Test
    void twoEditsAreToldEachWhereItIs() throws IOException {
        edit("db/0001_users.sql", "'Guest'", "'guest'");
        edit("db/0003_posts.sql", "body TEXT", "body TEXT NOT NULL");

        assertThat(check()).isEqualTo(1);
        assertThat(findings())
                .isEqualTo("      error schema-changed  db/0001_users.sql:1:1\n"
                        + "        0001_users.sql was edited and no longer makes the schema of 1.json: column users.role is TEXT DEFAULT 'guest', was TEXT DEFAULT 'Guest'\n"
                        + RELEASED
                        + "      error schema-changed  db/0003_posts.sql:1:1\n"
                        + "        0003_posts.sql was edited and no longer makes the schema of 3.json: column posts.body is TEXT NOT NULL, was TEXT\n"
                        + RELEASED);
    }

    @Test
    void anEditIsFoundWhereTheSchemaIsTheSame() throws IOException {
        edit("db/0002_roles.sql", "\n  ON", " -- why\n  ON");

        assertThat(check()).isEqualTo(1);
        assertThat(findings())
                .isEqualTo("      error migration-edited  db/0002_roles.sql\n"
                        + "        0002_roles.sql was edited after 2.json was written; it makes the same schema\n"
                        + RAN);
    }

    @Test
    void lineEndsAMarkAndDeclarationsAreNoEdit() throws IOException {
        for (String file : new String[] {"0001_users", "0002_roles", "0003_posts"}) {
            edit("db/" + file + ".sql", "\n", "\r\n");
        }
        edit("db/0001_users.sql", "CREATE", "\uFEFF-- rollproof: irreversible it is the first\r\n\r\nCREATE");
        edit("db/0002_roles.sql", "  ON", "  -- rollproof: ignore trigger-cut there is none\n  ON");
        edit("db/0004_age.sql", ";\n", ";");

        assertThat(check()).isZero();
    }

    @Test
    void anotherNameIsFound() throws IOException {
        move("0003_posts.sql", "0003_articles.sql");

        assertThat(check()).isEqualTo(1);
        assertThat(findings())
                .isEqualTo("      error migration-renamed  db/0003_articles.sql\n"
                        + "        0003_articles.sql was called 0003_posts.sql when 3.json was written\n"
                        + KNOWN);
    }

    @Test
    void anotherNumberIsFound() throws IOException {
        move("0003_posts.sql", "0005_posts.sql");

        assertThat(check()).isEqualTo(1);
        assertThat(body())
                .isEqualTo(
                        "FAILED: 1 error, 3 versions compared with their snapshots, all have the text that was released\n"
                                + "      error migration-renamed  db/0005_posts.sql\n"
                                + "        0005_posts.sql is version 5 now; it was released as 0003_posts.sql, of which 3.json is the snapshot\n"
                                + KNOWN);
        assertThat(run("check", "db", "--snapshots", "schema", "--to", "4")).isEqualTo(1);
        assertThat(out()).contains("error migration-renamed");
    }

    @Test
    void whatTakesTheNumberOfAnotherIsNew() throws IOException {
        move("0003_posts.sql", "0005_posts.sql");
        write("db/0003_tags.sql", "CREATE TABLE tags (id INTEGER PRIMARY KEY);\n");

        assertThat(check()).isEqualTo(1);
        assertThat(findings())
                .isEqualTo(
                        "      error migration-renamed  db/0005_posts.sql\n"
                                + "        0005_posts.sql is version 5 now; it was released as 0003_posts.sql, of which 3.json is the snapshot\n"
                                + KNOWN
                                + "      error snapshot-missing  db/0003_tags.sql\n"
                                + "        0003_tags.sql has no snapshot, and comes before 0004_age.sql, which has one\n"
                                + "        -> Databases that have 0004_age.sql get it out of order, or never. Give it a version after the latest; if no database has that one yet, rollproof snapshot db --out schema writes the snapshot.\n");
    }

    @Test
    void aDeletedMigrationIsFound() throws IOException {
        Files.delete(folder.resolve("db/0003_posts.sql"));

        assertThat(check()).isEqualTo(1);
        assertThat(findings()).isEqualTo("""
                              error snapshot-surplus  schema/3.json
                                0003_posts.sql, of which 3.json is the snapshot, is gone: no migration has its version or its text
                                -> Databases that have the migration stay as they are, and new ones go without it; nor can its rollback be run any more. Restore the file; if no database has it, rollproof snapshot db --out schema removes the snapshot.
                        """);
    }

    @Test
    void aNewMigrationNeedsItsSnapshot() throws IOException {
        write("db/0005_tags.sql", "CREATE TABLE tags (id INTEGER PRIMARY KEY);\n");

        assertThat(check()).isEqualTo(1);
        assertThat(findings()).isEqualTo("""
                              error snapshot-missing  db/0005_tags.sql
                                0005_tags.sql has no snapshot: there is no 5.json
                                -> Without one nobody sees it when the migration is changed later. rollproof snapshot db --out schema writes it; commit it with the migration.
                        """);
        assertThat(run("check", "db", "--snapshots", "schema", "--to", "4")).isZero();
    }

    @Test
    void anEditThatFailsIsBothFailureAndEdit() throws IOException {
        edit("db/0002_roles.sql", "users (role)", "users (rol)");

        assertThat(check()).isEqualTo(1);
        assertThat(body())
                .isEqualTo("FAILED: 2 errors, 1 version compared with its snapshot, it has the text that was released\n"
                        + "      error migration-failed  db/0002_roles.sql:1:1\n"
                        + "        the migration fails: no such column: rol\n"
                        + "        1 | CREATE INDEX users_role\n"
                        + "          | ^^^^^^^^^^^^^^^^^^^^^^^\n"
                        + "        -> No new database can pass this version, and what comes after it was not verified. Nothing has this name by then: mend the name, or look at what was dropped or renamed before.\n"
                        + "      error migration-edited  db/0002_roles.sql\n"
                        + "        0002_roles.sql was edited after 2.json was written\n"
                        + RAN);
    }

    @Test
    void aBrokenSnapshotIsNamedAndTheOthersAreCompared() throws IOException {
        write("schema/3.json", "<<<<<<< HEAD\n");
        edit("db/0001_users.sql", "'Guest'", "'guest'");

        assertThat(check()).isEqualTo(1);
        assertThat(findings())
                .isEqualTo("      error snapshot-unreadable  schema/3.json\n"
                        + "        3.json:1:1: no valid JSON: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n"
                        + "        -> Nothing can be compared with it. Restore it from version control; where two branches were merged, delete it, and rollproof snapshot db --out schema writes it anew.\n"
                        + "      error schema-changed  db/0001_users.sql:1:1\n"
                        + "        0001_users.sql was edited and no longer makes the schema of 1.json: column users.role is TEXT DEFAULT 'guest', was TEXT DEFAULT 'Guest'\n"
                        + RELEASED);
    }

    @Test
    void theLatestIsHeldToItsText() throws IOException {
        edit("schema/latest.sql", "body TEXT", "body text");

        assertThat(check()).isEqualTo(1);
        assertThat(findings()).isEqualTo("""
                              error latest-differs  schema/latest.sql:3:1
                                latest.sql is not the schema after 0004_age: it differs from line 3 on
                                -> People read the schema there, and it was edited by hand, merged or left out. To write it anew: rollproof snapshot db --out schema.
                        """);
        Files.delete(folder.resolve("schema/latest.sql"));
        assertThat(check()).isEqualTo(1);
        assertThat(findings()).startsWith("""
                              error latest-differs  schema/latest.sql
                                there is no latest.sql, the schema after 0004_age as SQL
                        """);
    }

    @Test
    void withoutChecksumsTheSchemasAreCompared() throws IOException {
        for (int version = 1; version <= 4; version++) {
            String file = "schema/" + version + ".json";
            write(file, Files.readString(folder.resolve(file)).replaceAll("(?s)  \"migration\".*?},\n", ""));
        }
        assertThat(check()).isZero();
        assertThat(body())
                .isEqualTo(
                        "PASSED: 4 versions compared with their snapshots, 0 of them have the text that was released\n");

        edit("db/0001_users.sql", "'Guest'", "'guest'");

        assertThat(check()).isEqualTo(1);
        assertThat(findings())
                .isEqualTo("      error schema-changed  db/0001_users.sql:1:1\n"
                        + "        0001_users.sql no longer makes the schema of 1.json: column users.role is TEXT DEFAULT 'guest', was TEXT DEFAULT 'Guest'\n"
                        + RELEASED);
    }

    @Test
    void aRollbackInTheSameFileMayBeMended() throws IOException {
        write("goose/00001_a.sql", "-- +goose Up\nCREATE TABLE a (x);\n\n-- +goose Down\n\nDROP TABLE b;\n");
        run("snapshot", "goose", "--out", "goose-schema");
        write("goose/00001_a.sql", "-- +goose Up\nCREATE TABLE a (x);\n-- +goose Down\n-- mended\nDROP TABLE a;\n");

        assertThat(run("check", "goose", "--snapshots", "goose-schema")).isZero();
        write("goose/00001_a.sql", "-- +goose Up\nCREATE TABLE  a (x);\n-- +goose Down\nDROP TABLE a;\n");
        assertThat(run("check", "goose", "--snapshots", "goose-schema")).isEqualTo(1);
        assertThat(findings()).startsWith("      error migration-edited  goose/00001_a.sql\n");
    }

    @Test
    void theValueOfAPlaceholderIsNoEdit() throws IOException {
        write("fly/V1__a.sql", "CREATE TABLE ${name} (x);\nINSERT INTO ${name} VALUES ('${seed}');\n");
        write("fly/R__views.sql", "CREATE VIEW IF NOT EXISTS v AS SELECT 1 AS one;\n");
        run("snapshot", "fly", "--out", "fly-schema", "--placeholder", "name=a", "--placeholder", "seed=1");

        assertThat(run(
                        "check",
                        "fly",
                        "--snapshots",
                        "fly-schema",
                        "--placeholder",
                        "name=a",
                        "--placeholder",
                        "seed=2"))
                .isZero();
        assertThat(run(
                        "check",
                        "fly",
                        "--snapshots",
                        "fly-schema",
                        "--placeholder",
                        "name=b",
                        "--placeholder",
                        "seed=2"))
                .isEqualTo(1);
        assertThat(findings()).isEqualTo("""
                              error schema-changed  fly/V1__a.sql:1:1
                                V1__a.sql no longer makes the schema of 1.json:
                                  table a is missing
                                    - CREATE TABLE a (x)
                                  table b is left behind
                                    + CREATE TABLE b (x)
                                -> Its text is as it was released, so what differs is around it: a placeholder, the target, or SQLite itself. If that is meant, rollproof snapshot fly --out fly-schema writes the snapshots anew.
                        """);
    }

    @Test
    void aRepeatableMigrationMayChange() throws IOException {
        write("fly/V1__a.sql", "CREATE TABLE a (x);\n");
        write("fly/R__views.sql", "CREATE VIEW IF NOT EXISTS v AS SELECT 1 AS one;\n");
        run("snapshot", "fly", "--out", "fly-schema");
        write("fly/R__views.sql", "CREATE VIEW IF NOT EXISTS v AS SELECT 1 AS two;\n");

        assertThat(run("check", "fly", "--snapshots", "fly-schema")).isEqualTo(1);
        assertThat(findings())
                .startsWith("      error schema-changed  fly/R__views.sql:1:1\n")
                .endsWith(
                        "        -> Flyway runs it again on databases that have it. If the change is meant, rollproof snapshot fly --out fly-schema writes it down.\n");
    }

    @Test
    void nothingToCompareWithIsNotGreen() throws IOException {
        write("empty/README.md", "");
        write("empty/other.json", "{}");

        assertThat(wrong("check", "db", "--snapshots", "nowhere"))
                .isEqualTo("there is no snapshot in %s to compare with; rollproof snapshot db --out nowhere writes them"
                        .formatted(folder.resolve("nowhere")));
        assertThat(wrong("check", "db", "--snapshots", "empty"))
                .isEqualTo("there is no snapshot in %s to compare with; rollproof snapshot db --out empty writes them"
                        .formatted(folder.resolve("empty")));
        assertThat(wrong("check", "db"))
                .isEqualTo(
                        "where are the snapshots? Give --snapshots FOLDER, or \"snapshots\": \"FOLDER\" in rollproof.json");
    }

    @Test
    void severitiesAndStrictCount() throws IOException {
        write("rollproof.json", """
                {"snapshots": "schema", "severity": {"migration-renamed": "warning"},
                 "databases": {"main": {"migrations": "db"}}}
                """);
        move("0003_posts.sql", "0003_articles.sql");

        assertThat(run("check")).isZero();
        assertThat(out())
                .endsWith(
                        "\nPASSED: 1 warning, 4 versions compared with their snapshots, all have the text that was released\n")
                .contains("      warning migration-renamed  db/0003_articles.sql\n");
        assertThat(run("check", "--strict")).isEqualTo(1);
    }

    @Test
    void theReportIsThereForMachinesToo() throws IOException {
        edit("db/0001_users.sql", "'Guest'", "'guest'");

        assertThat(run("check", "db", "--snapshots", "schema", "--format", "json", "--output", "report.json"))
                .isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(Files.readString(folder.resolve("report.json"))
                        .replaceAll("\"sqlite\" : \".*?\"", "\"sqlite\" : \"\""))
                .isEqualTo("""
                        {
                          "formatVersion" : 1,
                          "tool" : {
                            "name" : "rollproof",
                            "version" : "development",
                            "sqlite" : ""
                          },
                          "source" : {
                            "directory" : "db",
                            "snapshots" : "schema",
                            "layout" : "numbered",
                            "target" : "sqlite",
                            "database" : "main"
                          },
                          "passed" : false,
                          "summary" : {
                            "migrations" : 4,
                            "compared" : 4,
                            "asReleased" : 3,
                            "errors" : 1,
                            "warnings" : 0,
                            "notes" : 0
                          },
                          "findings" : [ {
                            "check" : "schema-changed",
                            "severity" : "error",
                            "message" : "0001_users.sql was edited and no longer makes the schema of 1.json: column users.role is TEXT DEFAULT 'guest', was TEXT DEFAULT 'Guest'",
                            "help" : "Databases that have it keep the old schema, and new ones get another. Restore the file and make the change in a new migration; if no database has it yet, rollproof snapshot db --out schema writes the snapshots anew.",
                            "file" : "0001_users.sql",
                            "line" : 1,
                            "column" : 1,
                            "changes" : [ {
                              "kind" : "column-changed",
                              "object" : "users.role",
                              "before" : "role TEXT DEFAULT 'Guest'",
                              "after" : "role TEXT DEFAULT 'guest'"
                            } ]
                          } ]
                        }
                        """);
    }

    private int check() {
        return run("check", "db", "--snapshots", "schema");
    }

    /** The verdict, which comes last, and then what was found, without the line that names the folders. */
    private String body() {
        List<String> lines =
                out().lines().skip(1).filter(line -> !line.isEmpty()).toList();
        int last = lines.size() - 1;
        return Stream.concat(Stream.of(lines.get(last)), lines.subList(0, last).stream())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private String findings() {
        return body().substring(body().indexOf('\n') + 1);
    }

    private String wrong(String... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out()).isEmpty();
        return err().substring("rollproof: ".length()).strip();
    }

    private void edit(String file, String before, String after) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(before);
        write(file, text.replace(before, after));
    }

    private void move(String from, String to) throws IOException {
        Files.move(folder.resolve("db").resolve(from), folder.resolve("db").resolve(to));
    }
}
