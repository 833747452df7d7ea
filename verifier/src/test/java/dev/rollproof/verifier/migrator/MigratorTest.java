package dev.rollproof.verifier.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.seed.SeedAt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T10:14:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private final List<MigratorEvent> events = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        file = folder.resolve("app.db");
        write("0001_a.sql", "CREATE TABLE a (x INTEGER PRIMARY KEY);");
        write("0001_a.rollback.sql", "DROP TABLE a;");
        write("0002_b.sql", "INSERT INTO a VALUES (1), (2); CREATE TABLE b (y);");
        write("0002_b.rollback.sql", "DELETE FROM a; DROP TABLE b;");
    }

    @Test
    void goesUpAndRecordsEachMigrationWhereItsToolDoes() {
        MigrationResult result = migrator().up();

        assertThat(result.succeeded()).isTrue();
        assertThat(result.backup()).isEmpty();
        assertThat(result.steps()).extracting(step -> step.migration().name()).containsExactly("0001_a", "0002_b");
        assertThat(result.steps()).extracting(MigrationStep::rows).containsExactly(0L, 2L);
        assertThat(rows("SELECT version || ' ' || name || ' ' || applied_at FROM _migrations"))
                .containsExactly("1 0001_a 1793614440000", "2 0002_b 1793614440000");
        assertThat(rows("SELECT sql FROM sqlite_schema WHERE name = '_migrations'"))
                .containsExactly(
                        "CREATE TABLE \"_migrations\" (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)");
        assertThat(beside()).containsExactly("app.db");
    }

    @Test
    void appliesNothingTwice() {
        migrator().up(MigrationVersion.of("1"));

        assertThat(migrator().up().steps())
                .extracting(step -> step.migration().name())
                .containsExactly("0002_b");
        assertThat(migrator().up().steps()).isEmpty();
        assertThat(migrator().status().applied()).hasSize(2);
    }

    @Test
    void goesDownFromTheLatestAndKeepsACopyFromBefore() {
        migrator().up();

        MigrationResult result = migrator().down(MigrationVersion.of("1"));

        assertThat(result.steps()).extracting(step -> step.migration().name()).containsExactly("0002_b");
        assertThat(result.backup()).contains(file.resolveSibling("app.db.backup-20261102T101400Z"));
        assertThat(rows("SELECT name FROM _migrations")).containsExactly("0001_a");
        assertThat(migrator().downToEmpty().steps()).hasSize(1);
        assertThat(rows("SELECT name FROM sqlite_schema")).containsExactly("_migrations");
        assertThat(beside())
                .containsExactly("app.db", "app.db.backup-20261102T101400Z", "app.db.backup-20261102T101400Z-2");
    }

    @Test
    void leavesNothingOfAMigrationThatFails() throws IOException {
        write("0003_c.sql", "CREATE TABLE c (z);\nINSERT INTO a VALUES (3);\nINSERT INTO nowhere VALUES (1);");

        MigrationResult result = migrator().up();

        assertThat(result.steps()).hasSize(2);
        MigrationFailure failure = result.failure().orElseThrow();
        assertThat(failure.message()).isEqualTo("no such table: nowhere");
        assertThat(failure.position().line()).isEqualTo(3);
        assertThat(failure.kept()).isZero();
        assertThat(rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
                .containsExactly("a", "_migrations", "b");
        assertThat(rows("SELECT name FROM _migrations")).containsExactly("0001_a", "0002_b");
    }

    @Test
    void saysHowFarAScriptGotThatManagesItsOwnTransactions() throws IOException {
        write(
                "0003_c.sql",
                "BEGIN;\nCREATE TABLE c (z);\nCOMMIT;\nBEGIN;\nINSERT INTO c VALUES (1);\nINSERT INTO nowhere VALUES (1);\nCOMMIT;");

        MigrationFailure failure = migrator().up().failure().orElseThrow();

        assertThat(failure.kept()).isEqualTo(3);
        assertThat(failure.statements()).isEqualTo(7);
        assertThat(failure.lastKept().orElseThrow().line()).isEqualTo(3);
        assertThatThrownBy(() -> migrator().up())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "0003_c is unfinished: it is not one transaction, and did not come to its end.");
        assertThat(rows("SELECT count(*) FROM c")).containsExactly("0");

        migrator().resolve(MigrationVersion.of("3"), Migrator.Resolution.APPLIED);

        assertThat(migrator().up().steps()).isEmpty();
        assertThat(rows("SELECT name FROM _migrations")).containsExactly("0001_a", "0002_b", "0003_c");
    }

    @Test
    void recordsInTheScriptsOwnTransaction() throws IOException {
        write(
                "0003_c.sql",
                "PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE c (z);\nCOMMIT;\nPRAGMA foreign_keys = ON;");

        assertThat(migrator().up().steps()).hasSize(3);
        assertThat(beside()).containsExactly("app.db");
        assertThat(rows("SELECT name FROM _migrations")).containsExactly("0001_a", "0002_b", "0003_c");
    }

    @Test
    void refusesWhatComesLateUnlessItIsToldTo() throws IOException {
        migrator().up();
        Files.delete(folder.resolve("0002_b.sql"));
        Files.delete(folder.resolve("0002_b.rollback.sql"));
        write("0003_c.sql", "CREATE TABLE c (z);");
        migrator().up();
        write("0002_b.sql", "CREATE TABLE b (y);");
        migrator().resolve(MigrationVersion.of("2"), Migrator.Resolution.ROLLED_BACK);

        assertThatThrownBy(() -> migrator().up())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "0002_b is not applied, and later migrations are. Nothing was run; give it a later version, or apply it out of order with --out-of-order");
    }

    @Test
    void acceptsNothingThatBreaksAForeignKey() throws IOException {
        write(
                "0003_c.sql",
                "PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE c (a REFERENCES a);\nINSERT INTO c VALUES (9);\nCOMMIT;\nPRAGMA foreign_keys = ON;");

        MigrationFailure failure = migrator().up().failure().orElseThrow();

        assertThat(failure.message())
                .isEqualTo("it leaves rows that break the schema's own rules: 1 row of c refers to no row of a (a)");
        assertThat(failure.kept()).isZero();
        assertThat(rows("SELECT count(*) FROM sqlite_schema WHERE name = 'c'")).containsExactly("0");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(file, "This is a letter, and no database at all. ".repeat(100));

        assertThatThrownBy(() -> migrator().up())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("file is not a database");
        assertThatThrownBy(() -> migrator().down(MigrationVersion.of("1"))).isInstanceOf(InvalidInputException.class);
        assertThat(beside()).containsExactly("app.db");
    }

    @Test
    void showsOnACopyWhatARunWouldDo() throws IOException {
        migrator().up(MigrationVersion.of("1"));
        byte[] before = Files.readAllBytes(file);

        DryRun dry = migrator().dryRun(Files.createTempDirectory(folder, "dry"), Migrator::up);

        assertThat(dry.result().steps())
                .extracting(step -> step.migration().name())
                .containsExactly("0002_b");
        assertThat(dry.schema().changes()).extracting(SchemaChange::marked).containsExactly("table b");
        assertThat(dry.rows()).isEqualTo(Map.of("a", new DryRun.RowCount(0, 2), "b", new DryRun.RowCount(-1, 0)));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void makesNothingForADryRunOnADatabaseThatIsNotThere() throws IOException {
        Path copies = Files.createTempDirectory(folder, "dry");

        assertThat(migrator().dryRun(copies, Migrator::up).result().steps()).hasSize(2);
        assertThat(file).doesNotExist();
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void seedsADatabaseWhereItStands() throws IOException {
        migrator().up();
        SeedAt rows = new SeedAt(Seed.of("a.csv", "x\n7\n8\n"), Optional.empty());
        SeedAt early = new SeedAt(Seed.of("early.sql", "nonsense"), Optional.of(MigrationVersion.of("1")));
        SeedAt wrong = new SeedAt(Seed.of("wrong.sql", "INSERT INTO a VALUES (7);"), Optional.empty());

        assertThat(migrator().seed(List.of(rows, early, wrong)))
                .isEqualTo(new SeedResult(
                        List.of(rows), List.of(early), 2, Optional.of("wrong.sql:1:1: UNIQUE constraint failed: a.x")));
        assertThat(rows("SELECT x FROM a ORDER BY x")).containsExactly("1", "2", "7", "8");
    }

    @Test
    void makesADatabaseAnewOrLeavesItAsItWas() throws IOException {
        migrator().up();
        migrator().seed(List.of(new SeedAt(Seed.of("a.csv", "x\n7\n"), Optional.empty())));
        SeedAt wrong = new SeedAt(Seed.of("wrong.sql", "nonsense"), Optional.empty());

        assertThatThrownBy(() -> migrator().reset(Optional.empty(), List.of(wrong)))
                .isInstanceOf(InvalidInputException.class);
        assertThat(rows("SELECT x FROM a ORDER BY x")).containsExactly("1", "2", "7");

        SeedAt inTable = new SeedAt(Seed.of("a.csv", "x\n9\n"), Optional.of(MigrationVersion.of("1")));
        assertThat(migrator().reset(Optional.empty(), List.of(inTable)).steps()).hasSize(2);
        assertThat(rows("SELECT x FROM a ORDER BY x")).containsExactly("1", "2", "9");
        assertThat(beside()).containsExactly("app.db");
    }

    @Test
    void makesADatabaseAnewFromAnExport() throws IOException {
        Path dump = Files.writeString(
                folder.resolve("dump.txt"),
                "CREATE TABLE _migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL);"
                        + "INSERT INTO _migrations VALUES (1, '0001_a', 1793614440000);"
                        + "CREATE TABLE a (x INTEGER PRIMARY KEY); INSERT INTO a VALUES (5);");

        assertThat(migrator().reset(Optional.of(dump), List.of()).steps())
                .extracting(step -> step.migration().name())
                .containsExactly("0002_b");
        assertThat(rows("SELECT x FROM a ORDER BY x")).containsExactly("1", "2", "5");
    }

    private Migrator migrator() {
        return Migrator.of(
                MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO)),
                file,
                MigratorOptions.DEFAULT.withClock(CLOCK).withListener(events::add));
    }

    private List<String> rows(String query) {
        try (SqliteDatabase database = SqliteDatabase.readOnly(file, DatabaseLimits.DEFAULT)) {
            return database.query(query, row -> String.valueOf(row.text(1)));
        }
    }

    private List<String> beside() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.startsWith("app.db"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
    }
}
