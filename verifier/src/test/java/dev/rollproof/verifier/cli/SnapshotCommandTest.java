package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotCommandTest extends CommandLineFolder {
    @BeforeEach
    void writeMigrations() throws IOException {
        write("db/0001_users.sql", "-- who\nCREATE TABLE users (\n  id INTEGER PRIMARY KEY,\n  email TEXT\n);\n");
        write("db/0001_users.rollback.sql", "DROP TABLE users;\n");
        write("db/0002_emails.sql", "CREATE INDEX users_email ON users (email);\nPRAGMA user_version = 2;\n");
    }

    @Test
    void quietLeavesTheReport() {
        assertThat(run("snapshot", "db", "--out", "schema", "--quiet")).isZero();
        assertThat(out()).endsWith("schema: 3 written\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void writesAFileForEachVersionAndTheLatestAsSql() throws IOException {
        assertThat(run("snapshot", "db", "--out", "schema")).isZero();
        assertThat(out()).isEqualTo("""
                        written  schema/1.json
                        written  schema/2.json
                        written  schema/latest.sql
                        schema: 3 written
                        """);
        assertThat(err()).isEmpty();
        assertThat(files("schema")).containsExactly("1.json", "2.json", "latest.sql");
        assertThat(text("schema/latest.sql")).isEqualTo("""
                        -- The schema at version 2. Written by rollproof snapshot, which writes it anew.

                        CREATE TABLE users (
                          id INTEGER PRIMARY KEY,
                          email TEXT
                        );

                        CREATE INDEX users_email ON users (email);

                        PRAGMA user_version = 2;
                        """);
        assertThat(text("schema/1.json")).isEqualTo("""
                        {
                          "formatVersion": 1,
                          "migration": {
                            "file": "0001_users.sql",
                            "checksum": "sha256:e23fc9d550eb5b6528b3445e4946347e66ed037747c011f738df13b452d55cd3"
                          },
                          "userVersion": 0,
                          "applicationId": 0,
                          "tables": {
                            "users": {
                              "columns": [
                                "id INTEGER",
                                "email TEXT"
                              ],
                              "constraints": [
                                "PRIMARY KEY (id)"
                              ],
                              "options": [],
                              "sql": [
                                "CREATE TABLE users (",
                                "  id INTEGER PRIMARY KEY,",
                                "  email TEXT",
                                ")"
                              ]
                            }
                          },
                          "virtualTables": {},
                          "indexes": {},
                          "views": {},
                          "triggers": {}
                        }
                        """);
        assertThat(run("check", "db", "--snapshots", "schema")).isZero();
        assertThat(run("diff", "schema/latest.sql", "schema/2.json")).isZero();
    }

    @Test
    void writesTheSameBytesInAnotherLocaleZoneAndFolder() throws IOException {
        write("db/0003_ids.sql", "CREATE TABLE IDS (ID INTEGER, TITLE TEXT) STRICT;");
        run("snapshot", "db", "--out", "schema");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));

            assertThat(run("snapshot", folder.resolve("db").toString(), "--out", "other"))
                    .isZero();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(files("other")).isEqualTo(files("schema")).hasSize(4);
        for (String file : files("schema")) {
            assertThat(text("other/" + file)).isEqualTo(text("schema/" + file));
        }
    }

    @Test
    void writesTheSameBytesFromACheckoutWithOtherLineEnds() throws IOException {
        write("db/0003_default.sql", "CREATE TABLE notes (body TEXT DEFAULT 'a\nb');\n");
        run("snapshot", "db", "--out", "schema");
        for (String file : files("db")) {
            write("db/" + file, "\uFEFF" + text("db/" + file).replace("\n", "\r\n"));
        }
        write("schema/1.json", text("schema/1.json").replace("\n", "\r\n"));

        assertThat(run("snapshot", "db", "--out", "schema")).isZero();
        assertThat(out()).isEqualTo("schema: 4 unchanged\n");
        assertThat(run("check", "db", "--snapshots", "schema")).isZero();
    }

    @Test
    void leavesAloneWhatIsTheSameAndSaysWhatIsNot() throws IOException {
        run("snapshot", "db", "--out", "schema");
        FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(folder.resolve("schema/1.json"), longAgo);
        write("db/0002_emails.sql", "CREATE INDEX users_mail ON users (email);\n");
        write("db/0003_posts.sql", "CREATE TABLE posts (id INTEGER PRIMARY KEY);\n");

        assertThat(run("snapshot", "db", "--out", "schema")).isZero();
        assertThat(out()).isEqualTo("""
                        changed  schema/2.json
                        written  schema/3.json
                        changed  schema/latest.sql
                        schema: 1 written, 2 changed, 1 unchanged
                        """);
        assertThat(Files.getLastModifiedTime(folder.resolve("schema/1.json"))).isEqualTo(longAgo);
    }

    @Test
    void removesItsOwnFilesOfVersionsThatAreGoneAndNoOthers() throws IOException {
        write("db/0003_posts.sql", "CREATE TABLE posts (id INTEGER PRIMARY KEY);\n");
        run("snapshot", "db", "--out", "schema");
        write("schema/erd.json", "{\"nodes\": []}");
        write("schema/broken.json", "<<<<<<<");
        write("schema/README.md", "# Schema\n");
        Files.delete(folder.resolve("db/0003_posts.sql"));

        assertThat(run("snapshot", "db", "--out", "schema")).isZero();
        assertThat(out()).isEqualTo("""
                        changed  schema/latest.sql
                        removed  schema/3.json
                        schema: 1 changed, 1 removed, 2 unchanged
                        """);
        assertThat(files("schema"))
                .containsExactly("1.json", "2.json", "README.md", "broken.json", "erd.json", "latest.sql");
    }

    @Test
    void ofSomeVersionsNothingElseIsTouched() throws IOException {
        run("snapshot", "db", "--out", "schema");
        String latest = text("schema/latest.sql");
        write("db/0003_posts.sql", "CREATE TABLE posts (id INTEGER PRIMARY KEY);\n");

        assertThat(run("snapshot", "db", "--out", "schema", "--to", "1")).isZero();
        assertThat(out()).isEqualTo("schema: 1 unchanged\n");
        assertThat(files("schema")).containsExactly("1.json", "2.json", "latest.sql");
        assertThat(text("schema/latest.sql")).isEqualTo(latest);
    }

    @Test
    void writesNothingWhereAMigrationFails() throws IOException {
        write("db/0003_bad.sql", "CREATE TABLE ok (x);\n  DROP TABLE nowhere;\n");

        assertThat(run("snapshot", "db", "--out", "schema")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                        db, numbered
                              error migration-failed  db/0003_bad.sql:2:3
                                the migration fails: no such table: nowhere
                                2 | DROP TABLE nowhere;
                                  | ^^^^^^^^^^^^^^^^^^^
                                -> No new database can pass this version, and what comes after it was not verified. Nothing has this name by then: mend the name, or look at what was dropped or renamed before.

                        FAILED: no snapshot was written, because a migration fails
                        """);
        assertThat(folder.resolve("schema")).doesNotExist();
    }

    @Test
    void eachOfSeveralDatabasesHasAFolderOfItsOwn() throws IOException {
        write("rollproof.json", """
                {"snapshots": "db/../schema",
                 "databases": {"one": {"migrations": "db"}, "a/B": {"migrations": "db", "exclude": ["*emails*"]}}}
                """);

        assertThat(run("snapshot")).isZero();
        assertThat(out()).isEqualTo("""
                        written  schema/one/1.json
                        written  schema/one/2.json
                        written  schema/one/latest.sql
                        schema/one: 3 written
                        written  schema/a%2F%42/1.json
                        written  schema/a%2F%42/latest.sql
                        schema/a%2F%42: 2 written
                        """);
        assertThat(run("check", "--database", "a/B")).isZero();
        assertThat(out())
                .endsWith("\nPASSED: 1 version compared with its snapshot, it has the text that was released\n");
    }

    @Test
    void whatItDidNotWriteItDoesNotOverwrite() throws IOException {
        write("one/1.json", "{}");
        write("two/latest.sql", "CREATE TABLE mine (x);");
        write("file", "");

        assertThat(wrong("one"))
                .isEqualTo(
                        folder.resolve("one/1.json")
                                + " is no snapshot of Rollproof: it has no number \"formatVersion\"; not written anew: delete it first");
        assertThat(files("one")).containsExactly("1.json");
        assertThat(wrong("two"))
                .isEqualTo(folder.resolve("two/latest.sql")
                        + " was not written by rollproof snapshot; not overwritten: move it away");
        assertThat(wrong("file")).isEqualTo(folder.resolve("file") + " is a file; snapshots stand in a folder");
        assertThat(wrong("db/schema"))
                .isEqualTo(
                        "%s is in the migrations folder %s, where tools would take latest.sql for a migration; give a folder beside it"
                                .formatted(folder.resolve("db/schema"), folder.resolve("db")));
    }

    @Test
    void aFolderIsNamedSomewhere() {
        assertThat(run("snapshot", "db")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: where are the snapshots? Give --out FOLDER, or \"snapshots\": \"FOLDER\" in rollproof.json\n");
    }

    @Test
    void aStatementThatEndsInACommentStillRuns() throws IOException {
        write(
                "db/0003_v.sql",
                "CREATE VIEW v AS SELECT id FROM users -- all\n;\nCREATE INDEX i ON users (id) -- own\n;");
        run("snapshot", "db", "--out", "schema");

        assertThat(text("schema/latest.sql")).contains("-- all\n;\n", "-- own\n;\n");
        assertThat(run("diff", "schema/latest.sql", "db")).isZero();
    }

    private String wrong(String out) {
        assertThat(run("snapshot", "db", "--out", out)).isEqualTo(2);
        assertThat(err()).startsWith("rollproof: ");
        return err().substring("rollproof: ".length()).strip();
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private List<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
