package dev.rollproof.verifier.benchmark;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Proving a migration that rebuilds a table of a million rows, against what a person would run: up, rollback, up again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class RebuildOfALargeTable {
    private static final int ROWS = 1_000_000;

    private static final Change TABLE = new Change(
            "0001_create_orders",
            List.of(table("orders", "TEXT"), index()),
            List.of("DROP TABLE orders"),
            Optional.empty());

    private static final Change REBUILD =
            new Change("0002_check_status", rebuild("TEXT CHECK (status <> '?')"), rebuild("TEXT"), Optional.empty());

    private final MigrationSet migrations = Change.migrations(List.of(TABLE, REBUILD));

    private static String table(String name, String statusType) {
        return "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, customer TEXT NOT NULL, amount REAL, status "
                + statusType + ", placed_at TEXT)";
    }

    private static String index() {
        return "CREATE INDEX idx_orders_placed_at ON orders(placed_at)";
    }

    private static List<String> rebuild(String statusType) {
        return List.of(
                table("orders_new", statusType),
                "INSERT INTO orders_new SELECT id, customer, amount, status, placed_at FROM orders",
                "DROP TABLE orders",
                "ALTER TABLE orders_new RENAME TO orders",
                index());
    }

    /** Fill the table, then the statements alone. */
    @Benchmark
    public void bare() throws SQLException {
        run(true);
    }

    /** The filling alone, to be taken off both. */
    @Benchmark
    public void fillingOnly() throws SQLException {
        run(false);
    }

    private static void run(boolean rebuild) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys=ON");
            execute(statement, TABLE.up());
            statement.execute(
                    "INSERT INTO orders SELECT -value, 'customer ' || value, value * 0.5, 'state ' || value % 7,"
                            + " 'on day ' || value FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT "
                            + ROWS + ") SELECT value FROM n)");
            if (rebuild) {
                execute(statement, REBUILD.up());
                execute(statement, REBUILD.rollback());
                execute(statement, REBUILD.up());
            }
        }
    }

    private static void execute(Statement statement, List<String> script) throws SQLException {
        statement.execute("BEGIN");
        for (String sql : script) {
            statement.execute(sql);
        }
        statement.execute("COMMIT");
    }

    /** The whole proof, filling the table included. */
    @Benchmark
    public VerificationReport rollproof() {
        return Proof.of(migrations, ROWS);
    }
}
