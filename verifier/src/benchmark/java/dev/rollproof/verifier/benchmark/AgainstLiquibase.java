package dev.rollproof.verifier.benchmark;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Proving 100 migrations, against {@code updateTestingRollback} on the same changes; each reads its files too, and no table holds rows. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AgainstLiquibase {
    private static final int CHANGES = 100;
    private static final String CHANGELOG = "changelog.sql";

    private Path folder = Path.of("");

    /** Writes the same changes down for both tools, and has Liquibase say nothing. */
    @Setup
    public void writeFiles() throws IOException {
        List<Change> changes = Workload.ADD_TABLES.changes(CHANGES);
        folder = Files.createTempDirectory("rollproof-benchmark");
        Files.createDirectory(migrations());
        StringBuilder changelog = new StringBuilder("--liquibase formatted sql\n");
        for (Change change : changes) {
            Files.writeString(migrations().resolve(change.upFile()), Change.script(change.up()));
            Files.writeString(migrations().resolve(change.rollbackFile()), Change.script(change.rollback()));
            changelog.append("\n--changeset benchmark:").append(change.name()).append('\n');
            changelog.append(Change.script(change.up()));
            change.rollback()
                    .forEach(sql -> changelog.append("--rollback ").append(sql).append(";\n"));
        }
        Files.writeString(folder.resolve(CHANGELOG), changelog);
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
        System.setProperty("liquibase.analytics.enabled", "false");
    }

    private Path migrations() {
        return folder.resolve("migrations");
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

    /** Update, roll back, update again, on a database in memory. */
    @Benchmark
    public void liquibaseInMemory() throws Exception {
        updateTestingRollback("jdbc:sqlite::memory:");
    }

    /** The same on a new database file, as the tool is mostly used; the file system has its part in it. */
    @Benchmark
    public void liquibaseOnFile() throws Exception {
        Path file = folder.resolve("database.db");
        updateTestingRollback("jdbc:sqlite:" + file);
        Files.delete(file);
    }

    private void updateTestingRollback(String url) throws Exception {
        // Liquibase remembers by the URL that a database is up to date, and this one is a new one.
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        try (Connection connection = DriverManager.getConnection(url);
                Liquibase liquibase = new Liquibase(
                        CHANGELOG, new DirectoryResourceAccessor(folder), new JdbcConnection(connection))) {
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> liquibase.updateTestingRollback(""));
            requireAllChanges(connection);
        }
    }

    /** One that skips the work would be fast. */
    private static void requireAllChanges(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM DATABASECHANGELOG")) {
            if (rows.getInt(1) != CHANGES) {
                throw new IllegalStateException("Liquibase left " + rows.getInt(1) + " changes");
            }
        }
    }

    /** The whole proof. */
    @Benchmark
    public VerificationReport rollproof() {
        return Proof.of(MigrationDirectory.read(migrations(), ReadingOptions.of(Layout.AUTO)), 0);
    }
}
