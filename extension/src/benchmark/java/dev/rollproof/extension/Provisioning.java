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

/** A database from its making to its end, with the first query: ours against what a user would write. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class Provisioning {
    /** How many lead to the schema. */
    @Param({"10", "100", "1000"})
    public int migrations = 10;

    /** 45 kB and 430 kB of database. */
    @Param({"10", "100"})
    public int tables = 10;

    private final AtomicLong files = new AtomicLong();
    private Path folder = Path.of("");
    private byte[] bytes = {};

    @SuppressWarnings("NullAway.Init") // JMH builds it first.
    private Session session;

    /** Builds the template. */
    @Setup
    public void build() throws IOException {
        folder = Files.createTempDirectory("rollproof-benchmark");
        History.write(folder.resolve("migrations"), migrations, tables);
        session = Session.of(History.plan(folder.resolve("migrations")));
        bytes = History.bytes(session.template().image(), folder);
    }

    /** Removes all files. */
    @TearDown
    public void remove() throws IOException, SQLException {
        session.close();
        History.delete(folder);
    }

    /** Write the bytes, open, query, close, delete. */
    @Benchmark
    public void fileByHand() throws IOException, SQLException {
        History.fileByHand(bytes, newFile());
    }

    /** The same with a row, without waiting for the disk. */
    @Benchmark
    public void fileWithInsertByHand() throws IOException, SQLException {
        Path file = newFile();
        Files.write(file, bytes);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            History.execute(connection, "PRAGMA synchronous=OFF");
            History.query(connection);
            History.insert(connection);
        }
        Files.delete(file);
    }

    /** As a test with {@code storage = FILE} has it. */
    @Benchmark
    public void file() throws IOException, SQLException {
        session.use(session.newFile(), false);
    }

    /** The same with a row. */
    @Benchmark
    public void fileWithInsert() throws IOException, SQLException {
        session.use(session.newFile(), true);
    }

    /** A private database, which no second connection sees. */
    @Benchmark
    public void memoryByHand() throws SQLException {
        History.memoryByHand(bytes);
    }

    /** As a test with {@code storage = MEMORY} has it. */
    @Benchmark
    public void memory() throws IOException, SQLException {
        session.use(session.newInMemory(), false);
    }

    private Path newFile() {
        return folder.resolve(files.incrementAndGet() + ".db");
    }
}
