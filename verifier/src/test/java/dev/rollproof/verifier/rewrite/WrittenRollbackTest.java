package dev.rollproof.verifier.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.TestMigrations;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The verifier, which did not write them, proves rollbacks that were written, with rows in the tables. */
class WrittenRollbackTest {
    private static final int PAIRS = Integer.getInteger("rollproof.rewrite.rollbacks", 24);

    @Test
    void isRestoredForRandomPairs() {
        int proven = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            Random random = new Random(seed);
            RandomSchema before = RandomSchema.of(random);
            RandomSchema after = before.mutated(random);
            SchemaSnapshot a = snapshot(before);
            SchemaSnapshot b = snapshot(after);
            String up = SchemaRewrite.of(a, b).script();
            String rollback = SchemaRewrite.of(b, a).script();
            VerificationReport report = new RollbackVerifier(VerificationOptions.DEFAULT)
                    .verify(TestMigrations.of(script(before), null)
                            .then(up + "SELECT 1;", rollback + "SELECT 1;")
                            .set());
            Verdict verdict = report.migrations().get(1).verdict();
            // An up may fail on rows: NULL where NOT NULL comes without a default.
            if (verdict != Verdict.FAILED) {
                assertThat(verdict)
                        .as(
                                "seed %d%n%s%n-- up%n%s%n-- rollback%n%s%n%s",
                                seed,
                                script(before),
                                up,
                                rollback,
                                report.migrations().get(1).findings())
                        .isEqualTo(Verdict.RESTORED);
                proven++;
            }
        }
        assertThat(proven).isGreaterThan(PAIRS / 2);
    }

    private static String script(RandomSchema schema) {
        return String.join(";\n", schema.statements()) + ";\n" + String.join(";\n", schema.otherStatements()) + ";\n";
    }

    private static SchemaSnapshot snapshot(RandomSchema schema) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            schema.statements().forEach(database::command);
            schema.otherStatements().forEach(database::command);
            return SchemaSnapshot.capture(database);
        }
    }
}
