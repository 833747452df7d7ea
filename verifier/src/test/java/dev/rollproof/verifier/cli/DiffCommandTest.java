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
                        ~ user_version is 2, was 0
                        3 differences
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
                        "rollproof: not compared, because a migration tool keeps it: _cf_KV, schema_migrations in app.db; --all compares it too\n");
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
    void aTrackingTableOfBothSidesIsCompared() throws IOException {
        write("a.sql", "CREATE TABLE changelog (x);");
        write("b.sql", "CREATE TABLE changelog (x, y);");

        assertThat(run("diff", "a.sql", "b.sql")).isEqualTo(1);
        assertThat(out()).isEqualTo("""
                        --- a.sql
                        +++ b.sql
                        + column changelog.y
                        1 difference
                        """);
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

        assertThat(wrong("bad.sql"))
                .isEqualTo(folder.resolve("bad.sql")
                        + ":2:1: near \"TABL\": syntax error; there is no schema to compare before it runs");
        assertThat(wrong("none.sql"))
                .isEqualTo(folder.resolve("none.sql") + " holds no statement, so there is no schema in it");
        assertThat(wrong("snapshot.json"))
                .isEqualTo(folder.resolve("snapshot.json")
                        + " is no snapshot of Rollproof: it has no number \"formatVersion\"");
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
        assertThat(err())
                .isEqualTo(
                        "rollproof: Missing required parameter: 'B'\n'rollproof diff --help' lists what there is.\n");
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
