package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.SchemaSource;
import dev.rollproof.verifier.database.Connections;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiffCommandTest extends CommandLineFolder {
    @BeforeEach
    void writeMigrations() throws IOException {
        write("db/0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, nickname TEXT);");
        write("db/0002_posts.sql", """
                CREATE TABLE posts (id INTEGER PRIMARY KEY, body TEXT);
                ALTER TABLE users DROP COLUMN nickname;
                PRAGMA user_version = 2;
                """);
    }

    @Test
    void theSameSchemaExitsWith0() {
        assertThat(run("diff", "db", "db@2")).isZero();
        assertThat(out()).isEqualTo("db and db@2 have the same schema\n");
        assertThat(run("diff", "db", "db@0002_posts", "--sql")).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
    }

    @Test
    void differencesExitWith1AndNameBothSides() {
        assertThat(run("diff", "db@1", "db")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                        --- db@1
                        +++ db
                        + table posts
                        - column users.nickname
                        ~ user_version
                            - 0
                            + 2
                        3 differences: 1 only in db@1, 1 only in db, 1 in both but otherwise
                        """);
        assertThat(err()).isEmpty();
    }

    @Test
    void theStatementsAloneArePrinted() {
        assertThat(run("diff", "db@1", "db", "--sql")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                        CREATE TABLE posts (id INTEGER PRIMARY KEY, body TEXT);
                        ALTER TABLE users DROP COLUMN nickname;
                        PRAGMA user_version = 2;
                        """);
        assertThat(err()).isEmpty();
    }

    @Test
    void aSqliteFileIsComparedAndNotChanged() throws IOException, SQLException {
        Path file = database(
                "app.db",
                "PRAGMA journal_mode = WAL",
                "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, nickname TEXT)",
                "CREATE TABLE schema_migrations (version TEXT)",
                "CREATE TABLE _cf_KV (key TEXT)");
        byte[] before = Files.readAllBytes(file);

        assertThat(run("diff", "db@1", "app.db")).isZero();
        assertThat(out()).isEqualTo("db@1 and app.db have the same schema\n");
        assertThat(err())
                .isEqualTo(
                        "rollproof: not compared are the tables in which migration tools keep what they applied (_cf_KV, schema_migrations in app.db); --all compares them too\n");
        assertThat(run("diff", "app.db", "db@1", "--all", "--sql")).isEqualTo(1);
        assertThat(out()).isEqualTo("DROP TABLE _cf_KV;\nDROP TABLE schema_migrations;\n");
        assertThat(err()).isEmpty();
        assertThat(file).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("app.db", "db");
        }
    }

    @Test
    void whatStandsInTheLogOnlyIsReadToo() throws SQLException {
        Path file = database("app.db", "PRAGMA journal_mode = WAL", "CREATE TABLE a (x)");
        try (Connection open = Connections.open(file, true);
                Statement statement = open.createStatement()) {
            statement.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, nickname TEXT)");
            statement.execute("DROP TABLE a");

            assertThat(run("diff", "app.db", "db@1")).isZero();
        }
    }

    @Test
    void trackingTablesAreLeftOutOnBothSidesUnlessAsked() throws IOException {
        write("a.sql", "CREATE TABLE d1_migrations (id, name, applied_at);");
        write("b.sql", "CREATE TABLE d1_migrations (id, name, applied_at, y);");

        assertThat(run("diff", "a.sql", "b.sql")).isZero();
        assertThat(err())
                .isEqualTo(
                        "rollproof: not compared are the tables in which migration tools keep what they applied (d1_migrations in a.sql; d1_migrations in b.sql); --all compares them too\n");
        assertThat(run("diff", "a.sql", "b.sql", "--all")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                        --- a.sql
                        +++ b.sql
                        + column d1_migrations.y
                        1 difference: 1 only in b.sql
                        """);
        assertThat(err()).isEmpty();
    }

    @Test
    void aTableThatOnlyBearsSuchANameIsCompared() throws IOException {
        write("a.sql", "CREATE TABLE changelog (x);");
        write("b.sql", "CREATE TABLE changelog (x, y);");

        assertThat(run("diff", "a.sql", "b.sql")).isEqualTo(1);
        assertThat(err()).isEmpty();
    }

    @Test
    void whatTheShellPrintsOfSqlitesOwnTablesIsPassedOver() throws IOException {
        write("schema.sql", """
                CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, nickname TEXT);
                CREATE TABLE sqlite_sequence(name,seq);
                CREATE TABLE IF NOT EXISTS sqlite_stat1(tbl,idx,stat);
                DELETE FROM sqlite_sequence;
                INSERT INTO sqlite_sequence VALUES('users',1);
                """);

        assertThat(run("diff", "schema.sql", "db@1")).isZero();
    }

    @Test
    void aDumpThatSetsNoUserVersionSaysNothingOfIt() throws IOException {
        write("dump.sql", """
                CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
                CREATE TABLE posts (id INTEGER PRIMARY KEY, body TEXT);
                """);

        assertThat(run("diff", "dump.sql", "db@2")).isZero();
        assertThat(run("diff", "db@2", "dump.sql")).isZero();
    }

    @Test
    void aSnapshotOfDrizzleSpeaksOnlyOfWhatDrizzleKnows() throws IOException {
        write("drizzle.json", """
                {"version": "6", "dialect": "sqlite", "tables": {"users": {"name": "users", "columns": {
                  "email": {"name": "email", "type": "text", "notNull": true},
                  "id": {"name": "id", "type": "integer", "primaryKey": true, "notNull": true},
                  "phone": {"name": "phone", "type": "text", "notNull": false}},
                 "indexes": {}, "foreignKeys": {}, "compositePrimaryKeys": {}}}}
                """);
        write("prod.sql", """
                CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);
                CREATE TRIGGER log AFTER INSERT ON users BEGIN SELECT 1; END;
                """);

        assertThat(run("diff", "prod.sql", "drizzle.json")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                        --- prod.sql
                        +++ drizzle.json
                        ~ column users.email
                            - email TEXT COLLATE NOCASE
                            + email TEXT NOT NULL COLLATE NOCASE
                        + column users.phone
                        2 differences: 1 only in drizzle.json, 1 in both but otherwise
                        """);
        assertThat(run("diff", "drizzle.json", "prod.sql")).isEqualTo(1);
        assertThat(run("diff", "drizzle.json", "drizzle.json")).isZero();
        assertThat(run("diff", "prod.sql", "drizzle.json", "--sql")).isEqualTo(1);
        write("mended.sql", Files.readString(folder.resolve("prod.sql")) + out());
        assertThat(run("diff", "mended.sql", "drizzle.json")).isZero();
    }

    @Test
    void aDumpIsRun() throws IOException {
        write("dump.sql", """
                PRAGMA foreign_keys=OFF;
                BEGIN TRANSACTION;
                CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, nickname TEXT);
                INSERT INTO users VALUES(1,'ada@example.org','Zoë');
                COMMIT;
                """);

        assertThat(run("diff", "dump.sql", "db@1")).isZero();
    }

    @Test
    void aSnapshotIsASchemaToo() throws IOException {
        MigrationSet migrations = MigrationDirectory.read(folder.resolve("db"), ReadingOptions.of(Layout.AUTO));
        write("1.json", SnapshotJson.write(SchemaSource.read(migrations.upTo("1"))));

        assertThat(run("diff", "1.json", "db@1")).isZero();
        assertThat(run("diff", "1.json", "db@2")).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadExitsWith2() throws IOException {
        write("bad.sql", "CREATE TABLE a (x);\nCREATE TABL b (x);");
        write("none.sql", "-- nothing\n");
        write("snapshot.json", "{}");
        write("notes.txt", "hello");
        write("empty.db", "");
        write("_journal.json", "{\"version\": \"7\", \"dialect\": \"sqlite\", \"entries\": []}");

        assertThat(wrong("bad.sql"))
                .isEqualTo(
                        folder.resolve("bad.sql")
                                + ":2:1: near \"TABL\": syntax error; a dump is run before it is compared, so it must be one of SQLite: sqlite3 FILE .dump, sqlite3 FILE .schema or wrangler d1 export NAME --no-data --output FILE.sql");
        assertThat(wrong("none.sql"))
                .isEqualTo(folder.resolve("none.sql") + " holds no statement, so there is no schema in it");
        assertThat(wrong("snapshot.json"))
                .isEqualTo(folder.resolve("snapshot.json")
                        + " is no snapshot of Rollproof: it has no number \"formatVersion\"");
        assertThat(wrong("empty.db"))
                .isEqualTo(
                        folder.resolve("empty.db")
                                + " is empty: SQLite leaves such a file where it was told to open one that was not there. Is it the right path?");
        assertThat(wrong("_journal.json"))
                .isEqualTo(
                        folder.resolve("_journal.json")
                                + " is Drizzle's journal, in which its migrations stand and no schema; the snapshots are beside it: NNNN_snapshot.json");
        assertThat(wrong("notes.txt"))
                .isEqualTo(folder.resolve("notes.txt") + " is no SQLite file, no .sql dump and no .json snapshot");
        assertThat(wrong("nowhere")).isEqualTo("no such file or folder: " + folder.resolve("nowhere"));
        assertThat(wrong("nowhere@1")).isEqualTo("no such file or folder: " + folder.resolve("nowhere@1"));
        assertThat(wrong("db@7")).isEqualTo("no migration \"7\" in " + folder.resolve("db") + "; perhaps 0002_posts");
    }

    @Test
    void aFailingMigrationIsNamedWithItsPlace() throws IOException {
        write("db/0003_bad.sql", "CREATE TABLE ok (x);\n  DROP TABLE nowhere;");

        assertThat(wrong("db"))
                .isEqualTo(folder.resolve("db/0003_bad.sql")
                        + ":2:3: no such table: nowhere; there is no schema to compare before it runs");
        assertThat(run("diff", "db@2", "db@2")).isZero();
    }

    @Test
    void ofSeveralDatabasesOneIsNamed() throws IOException {
        write("rollproof.json", """
                {"databases": {"one": {"migrations": "db"}, "two": {"migrations": "db", "exclude": ["*posts*"]}}}
                """);

        assertThat(wrong("."))
                .isEqualTo(folder.resolve(".") + " has the databases one, two; say which one with --database");
        assertThat(run("diff", ".", "db@1", "--database", "two")).isZero();
        assertThat(run("diff", ".", "db@1", "--database", "three")).isEqualTo(2);
        assertThat(err()).isEqualTo("rollproof: no database \"three\"; did you mean one? Known are one, two\n");
    }

    @Test
    void oneSchemaIsNotEnough() {
        assertThat(run("diff", "db")).isEqualTo(2);
        assertThat(err()).isEqualTo("rollproof: diff needs A and B\n'rollproof diff --help' lists what there is.\n");
    }

    private String wrong(String schema) {
        assertThat(run("diff", "db@1", schema)).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("rollproof: ").endsWith("\n");
        return err().substring("rollproof: ".length()).strip();
    }

    private Path database(String name, String... statements) throws SQLException {
        Path file = folder.resolve(name);
        try (Connection connection = Connections.open(file, true);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return file;
    }
}
