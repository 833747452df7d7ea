package dev.rollproof.verifier.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no database, or none that is well, and databases that others use. */
class DamagedDatabaseTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private final List<MigratorEvent> events = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        file = folder.resolve("app.db");
        Files.createDirectory(folder.resolve("migrations"));
        write("0001_a.sql", "CREATE TABLE a (x INTEGER PRIMARY KEY, t TEXT);");
        write("0001_a.rollback.sql", "DROP TABLE a;");
        write("0002_b.sql", "CREATE TABLE b (y);");
        write("0002_b.rollback.sql", "DROP TABLE b;");
    }

    @Test
    void refusesALinkToNothing() throws IOException {
        Files.createSymbolicLink(file, Path.of("nowhere.db"));

        assertThatThrownBy(() -> migrator().up())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " is a link to a file that is not there; give the file itself, or mend the link");
        assertThat(file).isSymbolicLink();
    }

    @Test
    void refusesHalfAFileAndLeavesItAsItIs() throws IOException {
        sql(file, "CREATE TABLE z (x)", "INSERT INTO z VALUES (zeroblob(100000))");
        byte[] half = Arrays.copyOf(Files.readAllBytes(file), 20_000);
        Files.write(file, half);

        assertThatThrownBy(() -> migrator().up())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("database disk image is malformed");
        assertThatThrownBy(() -> migrator().status())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("database disk image is malformed");
        assertThat(file).hasBinaryContent(half);
    }

    @Test
    void takesAnEmptyFileForAnEmptyDatabase() throws IOException {
        Files.createFile(file);

        assertThat(migrator().status().applied()).isEmpty();
        assertThat(migrator().up().steps()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 65_536})
    void worksOnPagesOfAnySize(int pageSize) {
        sql(file, "PRAGMA page_size=" + pageSize, "PRAGMA auto_vacuum=FULL", "CREATE TABLE z (x)");

        assertThat(migrator().up().steps())
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.databaseBytes()).isGreaterThan(pageSize));
        assertThat(migrator().down(MigrationVersion.of("1")).steps()).hasSize(1);
        assertThat(rows("PRAGMA page_size")).containsExactly(String.valueOf(pageSize));
        assertThat(rows("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void rollsBackWhatAnInterruptedTransactionLeftBeforeItReads() throws IOException {
        sql(file, "CREATE TABLE z (x)", "INSERT INTO z VALUES (zeroblob(100000))");
        try (SqliteDatabase other = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            other.command("PRAGMA cache_size=1");
            other.command("BEGIN");
            other.command("UPDATE z SET x = randomblob(100000)");
            copy("app.db", "dead.db");
            copy("app.db-journal", "dead.db-journal");
        }
        file = folder.resolve("dead.db");
        assertThat(folder.resolve("dead.db-journal")).isNotEmptyFile();

        assertThat(migrator().status().applied()).isEmpty();

        assertThat(rows("SELECT count(*) FROM z WHERE x = zeroblob(100000)")).containsExactly("1");
        assertThat(folder.resolve("dead.db-journal")).doesNotExist();
    }

    @Test
    void saysThatAnotherProgramHasItLocked() {
        sql(file, "CREATE TABLE z (x)");
        try (SqliteDatabase other = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            other.command("BEGIN IMMEDIATE");
            MigrationFailure failure = migrator().up().failure().orElseThrow();
            assertThat(failure.message()).isEqualTo("database is locked");
            assertThat(failure.kept()).isZero();
            other.command("ROLLBACK");
        }
        assertThat(migrator().up().steps()).hasSize(2);
    }

    /** Like any fault that was there before: it is for the owner to mend, and no reason not to go on. */
    @Test
    void goesOnWhereAForeignKeyRefersToNoKey() {
        sql(file, "CREATE TABLE p (a, b)", "CREATE TABLE c (x REFERENCES p (b))", "INSERT INTO c VALUES (1)");

        assertThat(migrator().up().steps()).hasSize(2);
    }

    @Test
    void warnsOfWhatWasWrongBeforeAndGoesOn() {
        sql(file, "CREATE TABLE p (a PRIMARY KEY)", "CREATE TABLE c (x REFERENCES p)", "INSERT INTO c VALUES (1)");

        assertThat(migrator().up().steps()).hasSize(2);
        assertThat(events).contains(new MigratorEvent.Warning("before this run: 1 row of c refers to no row of p (x)"));
    }

    @Test
    void copiesABackupForThoseAloneWhoMayReadTheDatabase() throws IOException {
        migrator().up();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        Path backup = migrator().down(MigrationVersion.of("1")).backup().orElseThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("app.db.backup.part")).doesNotExist();
    }

    /** The driver only returns a number for what went wrong. */
    @Test
    void saysThatACopyCouldNotBeWritten() {
        Path target = folder.resolve("target.db");
        sql(target, "CREATE TABLE kept (x)");
        sql(file, "CREATE TABLE z (x)");
        try (SqliteDatabase source = SqliteDatabase.file(file, DatabaseLimits.DEFAULT, Duration.ofMillis(200));
                SqliteDatabase other = SqliteDatabase.file(target, DatabaseLimits.DEFAULT)) {
            other.command("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> source.backupTo(target)).isInstanceOf(StatementException.class);
            other.command("ROLLBACK");
            assertThat(other.query("SELECT name FROM sqlite_schema", row -> String.valueOf(row.text(1))))
                    .isEqualTo(List.of("kept"));
        }
    }

    @Test
    void saysThatADatabaseCouldNotBeMadeAnewWhileAnotherHasItLocked() {
        sql(file, "CREATE TABLE kept (x)");
        try (SqliteDatabase other = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            other.command("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> migrator().reset(Optional.empty(), List.of()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(file + " cannot be replaced by the one made anew: ")
                    .hasMessageEndingWith(". It is as it was");
            other.command("ROLLBACK");
        }
        assertThat(rows("SELECT name FROM sqlite_schema")).containsExactly("kept");
    }

    @Test
    void goesOnAfterAScriptOfSeveralTransactionsThatWasRecordedBeforeTheProcessEnded() throws IOException {
        migrator().up();
        Files.writeString(file.resolveSibling("app.db.rollproof-unfinished"), "up 0002_b\n");

        assertThat(migrator().up().steps()).isEmpty();

        assertThat(file.resolveSibling("app.db.rollproof-unfinished")).doesNotExist();
    }

    @Test
    void appliesNothingThatAnotherToolAppliedMeanwhile() {
        MigratorOptions options = MigratorOptions.DEFAULT.withListener(event -> {
            if (event instanceof MigratorEvent.Started started
                    && started.migration().name().equals("0002_b")) {
                sql(file, "CREATE TABLE b (y)", "INSERT INTO _migrations VALUES (2, '0002_b', 1793614440000)");
            }
        });
        MigrationResult result = Migrator.of(migrations(), file, options).up();

        assertThat(result.steps()).hasSize(1);
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("another program has applied it while this run was at work; look with status");
    }

    /** Before the first one too: looking at a large database takes its time. */
    @Test
    void appliesNothingThatAnotherToolAppliedBeforeTheFirst() {
        sql(file, "CREATE TABLE p (a PRIMARY KEY)", "CREATE TABLE c (x REFERENCES p)", "INSERT INTO c VALUES (1)");
        MigratorOptions options = MigratorOptions.DEFAULT.withListener(event -> {
            if (event instanceof MigratorEvent.Warning) {
                sql(
                        file,
                        "CREATE TABLE a (x)",
                        "CREATE TABLE _migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)",
                        "INSERT INTO _migrations VALUES (1, '0001_a', 1793614440000)");
            }
        });
        MigrationResult result = Migrator.of(migrations(), file, options).up();

        assertThat(result.steps()).isEmpty();
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("another program has applied it while this run was at work; look with status");
    }

    /** A script may do without a journal for itself; the next one is to survive a power cut all the same. */
    @Test
    void givesTheNextScriptItsJournalBack() throws IOException {
        write("0002_b.sql", "PRAGMA journal_mode=MEMORY;\nPRAGMA synchronous=OFF;\nCREATE TABLE b (y);");
        write(
                "0003_c.sql",
                "CREATE TABLE c AS SELECT (SELECT journal_mode FROM pragma_journal_mode) AS j, (SELECT synchronous FROM pragma_synchronous) AS s;");

        assertThat(migrator().up().steps()).hasSize(3);
        assertThat(rows("SELECT j || s FROM c")).containsExactly("delete2");
    }

    private Migrator migrator() {
        return Migrator.of(migrations(), file, MigratorOptions.DEFAULT.withListener(events::add));
    }

    private MigrationSet migrations() {
        return MigrationDirectory.read(folder.resolve("migrations"), ReadingOptions.of(Layout.AUTO));
    }

    private List<String> rows(String query) {
        try (SqliteDatabase database = SqliteDatabase.readOnly(file, DatabaseLimits.DEFAULT)) {
            return database.query(query, row -> String.valueOf(row.text(1)));
        }
    }

    private static void sql(Path file, String... statements) {
        try (SqliteDatabase database = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            for (String statement : statements) {
                database.command(statement);
            }
        }
    }

    private void copy(String from, String to) throws IOException {
        Files.copy(folder.resolve(from), folder.resolve(to));
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(folder.resolve("migrations").resolve(name), sql);
    }
}
