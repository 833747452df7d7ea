package dev.rollproof.samples.zebenchmarks;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.RollbackTest;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.verifier.SchemaSource;
import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/**
 * One folder of migrations and four environments, each a D1 database of its own. Somebody helped production by hand;
 * {@code prod-schema.sql} is what {@code wrangler d1 export ze-benchmarks-prod --remote --no-data} wrote afterwards.
 */
@MigratedDatabase(migrations = "ze-benchmarks/drizzle")
class ProductionDriftTest {
    @RollbackTest(migrations = "ze-benchmarks/drizzle")
    void rollbacks() {}

    @Test
    void theMigrationsMakeWhatTheWorkerReads(TestDatabase database) {
        assertThat(database).hasTable("run_telemetry").hasTable("evaluations").hasColumn("benchmark_runs", "batch_id");
    }

    @Test
    void telemetryGoesWithItsRun(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO benchmark_runs (id, suite, scenario, agent) VALUES ('r1', 'update-deps', 'nx', 'echo')");
            statement.executeUpdate("INSERT INTO run_telemetry (run_id, tool_calls) VALUES ('r1', 12)");
            statement.executeUpdate("DELETE FROM benchmark_runs");

            assertThat(statement
                            .executeQuery("SELECT count(*) FROM run_telemetry")
                            .getLong(1))
                    .isZero();
        }
    }

    /** The same on the command line: {@code rollproof diff prod-schema.sql drizzle}. */
    @Test
    void productionHasDrifted(SchemaSnapshot migrated) {
        SchemaSnapshot production =
                SchemaSource.read(Path.of("ze-benchmarks/prod-schema.sql")).without("d1_migrations"::equals);

        assertThat(SchemaDiff.between(production, migrated).changes())
                .extracting(SchemaChange::describe)
                .containsExactly(
                        "column run_telemetry.retries is missing",
                        "index benchmark_runs_agent_hotfix on benchmark_runs(agent, model) is missing",
                        "index benchmark_runs_batch_idx on benchmark_runs(batch_id) is left behind");
    }
}
