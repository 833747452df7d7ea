package dev.rollproof.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

/** A database from its making to its end, with the first query: ours against {@code Flyway.migrate()} on a fresh file. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class AgainstFlyway {
    /** How many lead to the schema of ten tables. */
    @Param({"10", "100"})
    public int migrations = 10;

    private final AtomicLong files = new AtomicLong();
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JMH builds it first.
    private Session session;

    /** Builds the template. */
    @Setup
    public void build() throws IOException {
        folder = Files.createTempDirectory("rollproof-benchmark");
        History.write(folder.resolve("migrations"), migrations, 10);
        session = Session.of(History.plan(folder.resolve("migrations")));
    }

    /** Removes all files. */
    @TearDown
    public void remove() throws IOException, SQLException {
        session.close();
        History.delete(folder);
    }

    /** As a test with {@code storage = FILE} has it. */
    @Benchmark
    public void file() throws IOException, SQLException {
        session.use(session.newFile(), false);
    }

    /** Migrate, open, query, close, delete. */
    @Benchmark
    public void flyway() throws IOException, SQLException {
        Path file = folder.resolve(files.incrementAndGet() + ".db");
        String url = "jdbc:sqlite:" + file;
        FlywayRun.migrate(url, folder.resolve("migrations"));
        try (Connection connection = DriverManager.getConnection(url)) {
            History.query(connection);
        }
        Files.delete(file);
    }
}
