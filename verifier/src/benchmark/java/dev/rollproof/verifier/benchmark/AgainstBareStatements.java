package dev.rollproof.verifier.benchmark;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Proving 1,000 migrations, against running the same statements bare on the same rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AgainstBareStatements {
    private static final int CHANGES = 1_000;

    /** The history to prove. */
    @Param
    public Workload workload = Workload.ADD_TABLES;

    /** How many rows each table holds. */
    @Param({"0", "3"})
    public int rows = 0;

    private List<Change> changes = List.of();
    private MigrationSet migrations = Change.migrations(changes);

    /** Makes the history. */
    @Setup
    public void makeChanges() {
        changes = workload.changes(CHANGES);
        migrations = Change.migrations(changes);
    }

    /** The statements alone. */
    @Benchmark
    public void bare() throws SQLException {
        BareRun.of(changes, rows > 0);
    }

    /** The whole proof; splitting the scripts is part of it. */
    @Benchmark
    public VerificationReport rollproof() {
        return Proof.of(migrations, rows);
    }
}
