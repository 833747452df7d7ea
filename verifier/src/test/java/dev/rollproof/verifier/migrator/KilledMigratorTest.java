package dev.rollproof.verifier.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that run the same migrations at once, and processes that are killed while they do. A few kills by default;
 * {@code -Drollproof.kills=250} is a quarter of an hour, {@code -Drollproof.rows=100000} makes the migrations long.
 */
class KilledMigratorTest {
    private static final int KILLS = Integer.getInteger("rollproof.kills", 4);
    private static final int ROWS = Integer.getInteger("rollproof.rows", 20_000);
    private static final int MIGRATIONS = 6;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void files() throws IOException {
        file = folder.resolve("app.db");
        Files.createDirectory(folder.resolve("migrations"));
        write(
                1,
                "CREATE TABLE big (id INTEGER PRIMARY KEY, a INTEGER, b TEXT);\n"
                        + "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < " + ROWS
                        + ") INSERT INTO big SELECT i, i % 97, 'row ' || i FROM s;",
                "DROP TABLE big;");
        write(
                2,
                "CREATE INDEX big_b ON big (b);\nCREATE INDEX big_a ON big (a, b);",
                "DROP INDEX big_a;\nDROP INDEX big_b;");
        write(3, "UPDATE big SET a = a + 1000;", "UPDATE big SET a = a - 1000;");
        write(4, rebuilt("a INTEGER NOT NULL"), rebuilt("a INTEGER"));
        write(
                5,
                "PRAGMA foreign_keys=OFF;\nBEGIN;\n" + rebuilt("a INTEGER CHECK (a > 0)")
                        + "\nCOMMIT;\nPRAGMA foreign_keys=ON;",
                "PRAGMA foreign_keys=OFF;\nBEGIN;\n" + rebuilt("a INTEGER NOT NULL")
                        + "\nCOMMIT;\nPRAGMA foreign_keys=ON;");
        write(6, many("CREATE TABLE m%1$d (x);\nINSERT INTO m%1$d VALUES (%1$d);"), many("DROP TABLE m%d;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "WAL"})
    void aKilledRunLeavesTheDatabaseAtAVersionAndTheNextOneGoesOn(String journal) throws Exception {
        List<List<String>> expected = expected();
        try (SqliteDatabase database = SqliteDatabase.file(file, DatabaseLimits.DEFAULT)) {
            database.command("PRAGMA journal_mode=" + journal);
        }
        Random random = new Random(20_261_102);
        int kills = 0;
        for (String way = "up"; kills < KILLS; way = way.equals("up") ? "down" : "up") {
            boolean ended = false;
            while (!ended) {
                int pause = random.nextInt(20 + ROWS / 50);
                ended = kills < KILLS ? !killed(way, pause) : end(start(way)) == 0;
                kills++;
                assertThat(standing(copy(), expected))
                        .as("what a run %s left", way)
                        .isTrue();
            }
            assertThat(applied(file)).isEqualTo(way.equals("up") ? MIGRATIONS : 0);
            assertThat(beside()).containsExactly("app.db");
        }
    }

    @Test
    void manyProcessesAtOnceApplyEachMigrationOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            processes.add(start("up"));
        }
        // In this process they come and go meanwhile: POSIX would take its locks away with the first file that is
        // closed.
        Migrator.of(
                        migrations(),
                        file,
                        MigratorOptions.DEFAULT
                                .withWaiting(true)
                                .withListener(event -> Migrator.of(migrations(), file, MigratorOptions.DEFAULT)
                                        .status()))
                .up();
        for (Process process : processes) {
            assertThat(end(process)).isZero();
        }

        assertThat(applied(file)).isEqualTo(MIGRATIONS);
        assertThat(rows(file, "SELECT count(*) || ' ' || sum(a > 1000) FROM big WHERE a >= 1000"))
                .isEqualTo(rows(file, "SELECT count(*) || ' ' || sum(id % 97 > 0) FROM big"));
        assertThat(beside()).containsExactly("app.db");
    }

    /** What runs in the other processes: up or down, to the end. */
    static final class Run {
        private Run() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            MigratorOptions options = MigratorOptions.DEFAULT
                    .withWaiting(true)
                    .withBackup(false)
                    .withListener(event -> {
                        System.out.println(event);
                        System.out.flush();
                    });
            Migrator migrator = Migrator.of(
                    MigrationDirectory.read(folder.resolve("migrations"), ReadingOptions.of(Layout.AUTO)),
                    folder.resolve("app.db"),
                    options);
            MigrationResult result = arguments[1].equals("up") ? migrator.up() : migrator.downToEmpty();
            System.exit(result.succeeded() ? 0 : 1);
        }
    }

    private Process start(String way) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName(),
                        folder.toString(),
                        way)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int end(Process process) throws Exception {
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    /** Kills a run some time after it has begun to work; false when it had ended by itself. */
    private boolean killed(String way, int milliseconds) throws Exception {
        Process process = start(way);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.readLine();
            boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertThat(ended && process.exitValue() != 0).isFalse();
            return !ended;
        }
    }

    /** The schema and the rows after each number of migrations. */
    private List<List<String>> expected() {
        Path reference = folder.resolve("reference.db");
        List<List<String>> states = new ArrayList<>();
        MigrationSet all = migrations();
        states.add(List.of());
        all.migrations().forEach(migration -> {
            Migrator.of(all, reference, MigratorOptions.DEFAULT).up(migration.version());
            states.add(state(reference));
        });
        assertThat(reference.toFile().delete()).isTrue();
        return states;
    }

    /** The names and columns of what there is, and what the large table adds up to; a rename leaves quotes in the text. */
    private static List<String> state(Path database) {
        List<String> state = new ArrayList<>(
                rows(
                        database,
                        "SELECT replace(name || coalesce(sql, ''), '\"', '') FROM sqlite_schema WHERE tbl_name <> '_migrations' ORDER BY name"));
        if (!state.isEmpty()) {
            state.addAll(rows(database, "SELECT count(*) || ' ' || sum(a) || ' ' || sum(length(b)) FROM big"));
        }
        return state;
    }

    private static boolean standing(Path database, List<List<String>> expected) {
        assertThat(rows(database, "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(state(database)).isEqualTo(expected.get(applied(database)));
        return true;
    }

    /** With what stands beside it, so that the next run finds it as the killed one left it. */
    private Path copy() throws IOException {
        Path witness = Files.createDirectories(folder.resolve("witness"));
        for (String ending : List.of("", "-wal", "-journal")) {
            Path copy = witness.resolve("app.db" + ending);
            Files.deleteIfExists(copy);
            Path original = folder.resolve("app.db" + ending);
            if (Files.exists(original)) {
                Files.copy(original, copy);
            }
        }
        Files.deleteIfExists(witness.resolve("app.db-shm"));
        return witness.resolve("app.db");
    }

    private static int applied(Path database) {
        return rows(database, "SELECT 1 FROM sqlite_schema WHERE name = '_migrations'")
                        .isEmpty()
                ? 0
                : Integer.parseInt(
                        rows(database, "SELECT count(*) FROM _migrations").get(0));
    }

    private static List<String> rows(Path database, String query) {
        try (SqliteDatabase open = SqliteDatabase.file(database, DatabaseLimits.OF_A_REAL_DATABASE)) {
            return open.query(query, row -> String.valueOf(row.text(1)));
        }
    }

    private MigrationSet migrations() {
        return MigrationDirectory.read(folder.resolve("migrations"), ReadingOptions.of(Layout.AUTO));
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.startsWith("app.db"))
                    .sorted()
                    .toList();
        }
    }

    private static String rebuilt(String column) {
        return "CREATE TABLE anew (id INTEGER PRIMARY KEY, " + column + ", b TEXT);\n"
                + "INSERT INTO anew SELECT id, a, b FROM big;\nDROP TABLE big;\nALTER TABLE anew RENAME TO big;\n"
                + "CREATE INDEX big_b ON big (b);\nCREATE INDEX big_a ON big (a, b);";
    }

    private static String many(String statement) {
        return String.join(
                "\n", IntStream.range(0, 100).mapToObj(statement::formatted).toList());
    }

    private void write(int version, String up, String rollback) throws IOException {
        Path migrations = folder.resolve("migrations");
        Files.writeString(migrations.resolve("%04d_m.sql".formatted(version)), up);
        Files.writeString(migrations.resolve("%04d_m.rollback.sql".formatted(version)), rollback);
    }
}
