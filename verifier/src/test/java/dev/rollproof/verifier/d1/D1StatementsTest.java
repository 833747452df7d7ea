package dev.rollproof.verifier.d1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.run.ScriptRunner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdict on every statement of {@code statements.txt} is D1's. */
class D1StatementsTest {
    static final String OK = "ok";

    static List<D1Statement> statements() {
        return D1Statement.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void saysWhatD1Says(D1Statement statement) {
        String verdict = verdict(statement);
        if (statement.expected().equals(OK)) {
            assertThat(verdict).isEqualTo(OK);
        } else {
            assertThat(verdict).contains(statement.expected());
        }
    }

    /** Documented; a local workerd takes more, so it is in no line of the file. */
    @Test
    void aValueMayHaveTwoMillionBytes() {
        assertThat(verdict(statement("CREATE TABLE x AS SELECT randomblob(1999900) AS a")))
                .isEqualTo(OK);
        assertThat(verdict(statement("CREATE TABLE x AS SELECT randomblob(2000001) AS a")))
                .isEqualTo("string or blob too big (Cloudflare D1 allows 2,000,000 bytes in a value or a row)");
    }

    @Test
    void wholeMessagesSayWhatToWriteInstead() {
        assertThat(verdict(statement("SELECT ceiling(a) FROM t")))
                .isEqualTo("Cloudflare D1 refuses this statement: \"not authorized to use function: ceiling\"."
                        + " Write ceil(...), which is the same");
        assertThat(verdict(statement("SELECT 1 FROM w")))
                .isEqualTo("Cloudflare D1 refuses this statement: \"not authorized to use function: json_pretty\"."
                        + " It is used in the view v. Store the JSON as json(...) writes it, and indent it where it is"
                        + " shown");
        assertThat(verdict(statement("PRAGMA foreign_keys = 2")))
                .isEqualTo("Cloudflare D1 refuses this statement: \"not authorized\". D1 takes PRAGMA foreign_keys"
                        + " alone or with one of true, false, yes, no, on, off, 1, 0; write it so or remove it");
        assertThat(verdict(statement(
                        "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6")))
                .isEqualTo("too many terms in compound SELECT (Cloudflare D1 allows 5 SELECTs in a UNION, INTERSECT or"
                        + " EXCEPT)");
    }

    private static D1Statement statement(String sql) {
        return new D1Statement("", "", "", List.of(), sql);
    }

    @Test
    void everyKindIsThere() {
        assertThat(statements()).hasSizeGreaterThan(300);
        assertThat(statements().stream().filter(s -> s.expected().equals(OK))).hasSizeGreaterThan(100);
    }

    /** {@code ok}, or the message of the failure. */
    static String verdict(D1Statement statement) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            ScriptRunner runner = ScriptRunner.on(database, new Engine(true, Target.D1, List.of()));
            assertThat(run(runner, D1Statement.schema()).failure()).isEmpty();
            if (!statement.before().isEmpty()) {
                assertThat(run(runner, String.join(";\n", statement.before())).failure())
                        .isEmpty();
            }
            return run(runner, statement.sql())
                    .failure()
                    .map(ScriptFailure::message)
                    .orElse(OK);
        }
    }

    private static ScriptRun run(ScriptRunner runner, String sql) {
        return runner.run(new MigrationScript("0001_a.sql", sql).in(ScriptTransaction.ALWAYS));
    }
}
