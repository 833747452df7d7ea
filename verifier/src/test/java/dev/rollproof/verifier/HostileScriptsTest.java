package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever scripts do to their connection and their database, each migration gets its verdict. */
class HostileScriptsTest {
    private static final int RUNS = 4_000;

    private static final List<String> ORDINARY = List.of(
            "CREATE TABLE c (x)",
            "DROP TABLE c",
            "CREATE TABLE IF NOT EXISTS c (x REFERENCES a)",
            "DROP TABLE IF EXISTS c",
            "ALTER TABLE a ADD COLUMN z DEFAULT 'q'",
            "ALTER TABLE a DROP COLUMN z",
            "ALTER TABLE a RENAME TO d",
            "ALTER TABLE d RENAME TO a",
            "CREATE INDEX IF NOT EXISTS j ON a (y)",
            "DROP INDEX IF EXISTS j",
            "CREATE VIEW IF NOT EXISTS w AS SELECT * FROM a",
            "DROP VIEW IF EXISTS w",
            "INSERT INTO a (y) VALUES (random())",
            "DELETE FROM a",
            "SELECT 1",
            "");

    private static final List<String> HOSTILE = List.of(
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT s",
            "RELEASE s",
            "INSERT OR ROLLBACK INTO a (y) VALUES (1)",
            "PRAGMA foreign_keys = OFF",
            "PRAGMA defer_foreign_keys = ON",
            "PRAGMA writable_schema = ON",
            "PRAGMA writable_schema = RESET",
            "DELETE FROM sqlite_schema",
            "UPDATE sqlite_schema SET sql = 'CREATE TABLE a (x, y)' WHERE name = 'a'",
            "UPDATE sqlite_schema SET sql = 'garbage' WHERE type = 'table'",
            "UPDATE sqlite_schema SET rootpage = 99",
            "UPDATE sqlite_schema SET name = 'zz'",
            "UPDATE sqlite_schema SET sql = NULL",
            "INSERT INTO sqlite_schema VALUES ('table', 'n', 'n', 0, 'CREATE TABLE n (x)')",
            "VACUUM",
            "ANALYZE",
            "PRAGMA journal_mode = OFF",
            "PRAGMA journal_mode = WAL",
            "PRAGMA locking_mode = EXCLUSIVE",
            "PRAGMA query_only = ON",
            "PRAGMA page_size = 512",
            "PRAGMA user_version = 7",
            "PRAGMA encoding = 'UTF-16'",
            "PRAGMA auto_vacuum = FULL",
            "PRAGMA schema_version = 1",
            "PRAGMA legacy_alter_table = ON",
            "PRAGMA full_column_names = ON",
            "CREATE TEMP TABLE a (x)",
            "CREATE TEMP TRIGGER tt AFTER INSERT ON main.a BEGIN SELECT 1; END",
            "CREATE VIRTUAL TABLE f USING fts5 (p, q)",
            "DROP TABLE f_data",
            "ALTER TABLE f RENAME TO g",
            "CREATE TABLE q AS SELECT * FROM a",
            "DROP TABLE sqlite_sequence",
            "DELETE FROM sqlite_sequence",
            "ATTACH 'x' AS y",
            "DETACH temp",
            "SELECT load_extension('x')",
            "backup to 'x'",
            "SELECT zeroblob(2000000000)",
            "'never ends",
            "/* never ends");

    @Test
    void everyMigrationGetsItsVerdict() {
        Set<Verdict> given = EnumSet.noneOf(Verdict.class);
        for (int seed = 0; seed < RUNS; seed++) {
            MigrationSet migrations = migrations(new Random(seed));
            VerificationReport report;
            try {
                report = new RollbackVerifier(options(seed)).verify(migrations);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + migrations.migrations(), e);
            }
            assertThat(report.migrations()).as("seed %d", seed).hasSameSizeAs(migrations.migrations());
            report.migrations().forEach(migration -> given.add(migration.verdict()));
        }
        assertThat(given).as("the scripts reach far enough").contains(Verdict.RESTORED, Verdict.BROKEN, Verdict.FAILED);
    }

    private static VerificationOptions options(int seed) {
        return VerificationOptions.DEFAULT
                .withLimits(DatabaseLimits.DEFAULT.withStatementTimeout(Duration.ofSeconds(10)))
                .withForeignKeys(Optional.of(seed % 2 == 0));
    }

    private static MigrationSet migrations(Random random) {
        TestMigrations migrations = TestMigrations.of(
                "CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT, y UNIQUE); CREATE TABLE b (x REFERENCES a);"
                        + "CREATE VIEW v AS SELECT * FROM a; CREATE INDEX i ON a (y)",
                "DROP VIEW v; DROP TABLE b; DROP TABLE a");
        for (int i = random.nextInt(3); i >= 0; i--) {
            migrations.then(script(random), random.nextInt(8) == 0 ? null : script(random));
        }
        return migrations.set();
    }

    private static String script(Random random) {
        StringBuilder script = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> statements = random.nextInt(3) == 0 ? HOSTILE : ORDINARY;
            script.append(statements.get(random.nextInt(statements.size()))).append(";\n");
        }
        return script.toString();
    }
}
