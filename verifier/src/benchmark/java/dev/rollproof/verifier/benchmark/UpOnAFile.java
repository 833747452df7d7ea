package dev.rollproof.verifier.benchmark;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.migrator.Migrator;
import dev.rollproof.verifier.migrator.MigratorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 1,000 migrations up on a new database file, each in a transaction with its record: with the runner, which also checks the rows
 * that each reaches, by Flyway, and by JDBC alone.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class UpOnAFile {
    private static final int CHANGES = 1_000;

    /** How SQLite makes sure of a transaction. */
    @Param({"DELETE", "WAL"})
    public String journal = "DELETE";

    private List<Change> changes = List.of();
    private Path folder = Path.of("");
    private int databases;

    /** Writes the same changes down for each. */
    @Setup
    public void writeFiles() throws IOException {
        changes = Workload.ADD_TABLES.changes(CHANGES);
        folder = Files.createTempDirectory("rollproof-benchmark");
        Files.createDirectory(folder.resolve("migrations"));
        Files.createDirectory(folder.resolve("flyway"));
        for (Change change : changes) {
            String text = Change.script(change.up());
            Files.writeString(folder.resolve("migrations").resolve(change.upFile()), text);
            Files.writeString(folder.resolve("flyway/V" + change.name().replaceFirst("_", "__") + ".sql"), text);
        }
    }

    /** Removes them. */
    @TearDown
    public void removeFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** {@link Migrator#up}; reading the folder is part of it. */
    @Benchmark
    public MigrationResult rollproof() throws SQLException {
        Path file = database();
        MigrationResult result = Migrator.of(
                        MigrationDirectory.read(folder.resolve("migrations"), ReadingOptions.of(Layout.AUTO)),
                        file,
                        MigratorOptions.DEFAULT)
                .up();
        require(result.steps().size());
        return result;
    }

    /** {@code Flyway.migrate()}; reading the folder is part of it. */
    @Benchmark
    public int flyway() throws SQLException {
        int applied = Flyway.configure()
                .dataSource("jdbc:sqlite:" + database(), "", "")
                .locations("filesystem:" + folder.resolve("flyway"))
                .load()
                .migrate()
                .migrationsExecuted;
        require(applied);
        return applied;
    }

    /** BEGIN, the statements, an INSERT into a table of versions, COMMIT: all read and cut before. */
    @Benchmark
    public int jdbc() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE versions (version INTEGER PRIMARY KEY, name TEXT, applied_at INTEGER)");
            connection.setAutoCommit(false);
            try (PreparedStatement record =
                    connection.prepareStatement("INSERT INTO versions (name, applied_at) VALUES (?, ?)")) {
                for (Change change : changes) {
                    for (String sql : change.up()) {
                        statement.execute(sql);
                    }
                    record.setString(1, change.name());
                    record.setLong(2, System.currentTimeMillis());
                    record.executeUpdate();
                    connection.commit();
                }
            }
        }
        return changes.size();
    }

    private Path database() throws SQLException {
        Path file = folder.resolve(databases++ + ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=" + journal);
        }
        return file;
    }

    /** One that skips the work would be fast. */
    private static void require(int applied) {
        if (applied != CHANGES) {
            throw new IllegalStateException("applied " + applied);
        }
    }
}
