package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScaffoldCommandTest extends CommandLineFolder {
    @BeforeEach
    void writeMigrations() throws IOException {
        write("db/0001_users.sql", """
                CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, nickname TEXT);
                CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, body TEXT);
                """);
        write("db/0002_drop_nickname.sql", "ALTER TABLE users DROP COLUMN nickname;");
        write("db/0003_rename_body.sql", """
                ALTER TABLE posts RENAME COLUMN body TO content;
                CREATE INDEX posts_user ON posts (user_id);
                """);
    }

    @Test
    void writesWhatIsMissingAndWhatItWroteVerifies() throws IOException {
        assertThat(run("scaffold", "db")).isZero();
        assertThat(out()).isEqualTo("""
                        written      db/0001_users.rollback.sql  proven
                        written      db/0002_drop_nickname.rollback.sql  proven, cannot bring back users.nickname (its values)
                        written      db/0003_rename_body.rollback.sql  proven
                        3 of 3 missing rollbacks written
                        """);
        assertThat(err()).isEmpty();
        assertThat(folder.resolve("db/0001_users.rollback.sql")).hasContent("""
                DROP TABLE posts;
                DROP TABLE users;
                """);
        assertThat(folder.resolve("db/0002_drop_nickname.rollback.sql")).hasContent("""
                -- Cannot bring back: users.nickname (its values)
                ALTER TABLE users ADD COLUMN nickname TEXT;
                """);
        assertThat(Files.readString(folder.resolve("db/0003_rename_body.rollback.sql")))
                .isEqualTo("""
                        ALTER TABLE posts RENAME COLUMN content TO body;
                        DROP INDEX posts_user;
                        """);
        assertThat(run("verify", "db")).isZero();
        assertThat(run("scaffold", "db")).isZero();
        assertThat(out())
                .isEqualTo("nothing to write: each of the 3 migrations has its rollback or is declared irreversible\n");
    }

    @Test
    void severalLossesStandOnALineEach() throws IOException {
        write(
                "db/0004_drop.sql",
                "DROP TABLE posts; ALTER TABLE users ADD COLUMN age INT; UPDATE users SET email = id;");

        assertThat(run("scaffold", "db", "4")).isZero();
        assertThat(out()).isEqualTo("""
                        written      db/0004_drop.rollback.sql  proven, cannot bring back posts (its rows), users.email (its values)
                        1 of 1 missing rollback written
                        """);
        assertThat(Files.readString(folder.resolve("db/0004_drop.rollback.sql")))
                .isEqualTo("""
                        -- Cannot bring back:
                        --   posts (its rows)
                        --   users.email (its values)
                        CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, content TEXT);
                        CREATE INDEX posts_user ON posts (user_id);
                        ALTER TABLE users DROP COLUMN age;
                        """);
    }

    @Test
    void theNamedOnesAloneAreWrittenByVersionNameOrFile() throws IOException {
        assertThat(run("scaffold", "db", "0003_rename_body.sql", "1")).isZero();
        assertThat(out()).isEqualTo("""
                        written      db/0001_users.rollback.sql  proven
                        written      db/0003_rename_body.rollback.sql  proven
                        2 of 2 missing rollbacks written
                        """);
        assertThat(files()).doesNotContain("0002_drop_nickname.rollback.sql");
    }

    @Test
    void rowsAloneAreLeftToTheUser() throws IOException {
        write("db/0004_shout.sql", "UPDATE users SET email = upper(email);");
        write("db/0005_admin.sql", "INSERT INTO users (email) VALUES ('admin'); ALTER TABLE users ADD COLUMN age INT;");
        write(
                "db/0006_settings.sql",
                "INSERT INTO posts (user_id, content) SELECT id, 'hi' FROM users; CREATE TABLE t (x);");

        assertThat(run("scaffold", "db", "4", "5", "6")).isEqualTo(1);
        assertThat(out()).startsWith("""
                        not written  db/0004_shout: changes only rows; write its rollback by hand
                        not written  db/0005_admin: reapply-failed: after the rollback the migration fails when applied again: UNIQUE constraint failed: users.email; write its rollback by hand
                        not written  db/0006_settings: rows-left-behind: posts: 3 rows are left behind: \
                        """).endsWith("; write its rollback by hand\n0 of 3 missing rollbacks written\n");
        assertThat(files()).noneMatch(file -> file.endsWith(".rollback.sql"));
    }

    @Test
    void aMigrationThatChangesNothingHasNothingToTakeBack() throws IOException {
        write("db/0004_again.sql", "CREATE TABLE IF NOT EXISTS users (id);");

        assertThat(run("scaffold", "db", "4")).isZero();
        assertThat(Files.readString(folder.resolve("db/0004_again.rollback.sql")))
                .isEqualTo("-- The migration changes neither schema nor rows: there is nothing to take back.\n");
        assertThat(run("verify", "db", "--from", "4")).isZero();
    }

    @Test
    void whatComesBeforeAFailingMigrationIsWritten() throws IOException {
        write("db/0002_drop_nickname.sql", "ALTER TABLE users\n  DROP COLUMN nick;");

        assertThat(run("scaffold", "db")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                        written      db/0001_users.rollback.sql  proven
                        not written  db/0002_drop_nickname: its up fails: 0002_drop_nickname.sql:1:1: no such column: "nick"
                        not written  db/0003_rename_body: is not reached: 0002_drop_nickname.sql:1:1: no such column: "nick"
                        1 of 3 missing rollbacks written
                        """);
    }

    @Test
    void anUpThatFailsOnRowsIsSaid() throws IOException {
        write("db/0004_age.sql", "ALTER TABLE users ADD COLUMN age INTEGER NOT NULL DEFAULT (abs(-1));");

        assertThat(run("scaffold", "db", "4")).isEqualTo(1);
        assertThat(out()).startsWith("not written  db/0004_age: migration-fails-on-rows: ");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        write("db/0001_users.rollback.sql", "SELECT 1;");

        assertThat(run("scaffold", "db", "1", "2")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: 0001_users has its rollback, " + folder.resolve("db/0001_users.rollback.sql")
                        + ", which is not overwritten; move it away to have it written\n");
        assertThat(out()).isEmpty();
        assertThat(folder.resolve("db/0001_users.rollback.sql")).hasContent("SELECT 1;");

        Files.createDirectory(folder.resolve("db/0002_drop_nickname.rollback.sql"));
        assertThat(run("scaffold", "db", "2")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: " + folder.resolve("db/0002_drop_nickname.rollback.sql")
                        + " is there already and is not overwritten; move it away to have it written\n");
        assertThat(files()).noneMatch(file -> file.endsWith(".part"));
    }

    @Test
    void whatNeedsNoRollbackIsLeftAlone() throws IOException {
        write("flyway/V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);");
        write("flyway/R__v.sql", "DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT id FROM users;");

        assertThat(run("scaffold", "flyway", "R__v")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: R__v needs no rollback: a repeatable migration has no rollback: Flyway runs the file again whenever it changes\n");
    }

    @Test
    void whatIsDeclaredIrreversibleIsLeftAlone() throws IOException {
        write(
                "db/0002_drop_nickname.sql",
                "-- rollproof: irreversible nobody had one\nALTER TABLE users DROP COLUMN nickname;");

        assertThat(run("scaffold", "db", "2")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: 0002_drop_nickname is declared irreversible; take the declaration out to have its rollback written\n");
        assertThat(run("scaffold", "db")).isZero();
        assertThat(out()).endsWith("2 of 2 missing rollbacks written\n").doesNotContain("0002");
    }

    @Test
    void otherLayoutsHaveTheirOwnNames() throws IOException {
        write("go/1_a.up.sql", "CREATE TABLE a (x);");

        assertThat(run("scaffold", "go")).isZero();
        assertThat(out()).isEqualTo("written      go/1_a.down.sql  proven\n1 of 1 missing rollback written\n");
        assertThat(folder.resolve("go/1_a.down.sql")).hasContent("DROP TABLE a;\n");
    }

    @Test
    void databasesThatShareMigrationsWriteEachRollbackOnce() throws IOException {
        write("rollproof.json", """
                {"databases": {"one": {"migrations": "db"}, "two": {"migrations": "db", "exclude": ["*rename*"]}}}
                """);

        assertThat(run("scaffold", ".", "2")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: a version may be another migration in each of the databases one, two; say which one with --database\n");
        assertThat(run("scaffold", ".", "3", "--database", "two")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: version 3 is not among the migrations that --include, --exclude and --to leave\n");
        assertThat(run("scaffold")).isZero();
        assertThat(out()).endsWith("db/0003_rename_body.rollback.sql  proven\n3 of 3 missing rollbacks written\n");
    }

    @Test
    void anUnknownVersionOrFolderExitsWith2() {
        assertThat(run("scaffold", "db", "7")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: no migration \"7\" in " + folder.resolve("db") + "; perhaps 0003_rename_body\n");
        assertThat(run("scaffold", "nowhere")).isEqualTo(2);
        assertThat(err()).contains("nowhere");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("db"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void insertsIntoAChangesetInTheMiddleOfItsFile() throws IOException {
        write(
                "lb/a.sql",
                "--liquibase formatted sql\n--changeset ann:1\nCREATE TABLE a (x);\n--changeset ann:2\nCREATE TABLE b (x);\n");

        assertThat(run("scaffold", "lb", "1")).isZero();
        assertThat(out()).isEqualTo("""
                        insert       into lb/a.sql  proven; the first line is there already
                        --changeset ann:1
                        --rollback DROP TABLE a;

                        1 of 1 missing rollback printed above; insert each into its file
                        """);
    }

    @Test
    void showsAFileBesideTheMigrationsWithoutDetour() throws IOException {
        write("db/migration/V1__a.sql", "CREATE TABLE a (x);");

        assertThat(run("scaffold", "db/migration")).isZero();
        assertThat(out())
                .isEqualTo("written      db/rollback/V1__a.rollback.sql  proven\n1 of 1 missing rollback written\n");
    }
}
