package dev.rollproof.verifier.benchmark;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.verdict.VerificationReport;
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

/** Proving 2,000 migrations in two threads, against one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class InTwoThreads {
    private static final int CHANGES = 2_000;
    private static final int ROWS = 3;

    /** The history to prove. */
    @Param
    public Workload workload = Workload.ADD_TABLES;

    private MigrationSet migrations = Change.migrations(List.of());

    /** Makes the history. */
    @Setup
    public void makeChanges() {
        migrations = Change.migrations(workload.changes(CHANGES));
    }

    /** As without {@code --jobs}. */
    @Benchmark
    public VerificationReport oneThread() {
        return Proof.of(migrations, ROWS, 1);
    }

    /** As with {@code --jobs 2}. */
    @Benchmark
    public VerificationReport rollproof() {
        return Proof.of(migrations, ROWS, 2);
    }
}
