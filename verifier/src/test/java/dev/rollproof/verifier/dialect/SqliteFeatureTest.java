package dev.rollproof.verifier.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.SqliteVersion;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteFeatureTest {
    private static final Path SHELL = Path.of("/usr/bin/sqlite3");
    private static final SqliteVersion OLDEST = SqliteVersion.of("3.14");

    /**
     * The release, then a statement that needs it. Each was run on sqlite-jdbc's releases before and after: it failed on those
     * before, but for 'subsec', which gave NULL, and for atan2(), which the driver brought along.
     */
    static final List<String> NEWER = """
            3.16 SELECT name FROM pragma_table_info('t')
            3.23 UPDATE t SET a = TRUE
            3.24 INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO NOTHING
            3.24 INSERT INTO t (id) VALUES (1) ON CONFLICT DO NOTHING
            3.25 CREATE VIEW v AS SELECT row_number() OVER (ORDER BY id) AS n FROM t
            3.25 ALTER TABLE t RENAME COLUMN a TO z
            3.25 ALTER TABLE t RENAME a TO z
            3.28 CREATE VIEW v AS SELECT sum(id) OVER (ORDER BY id GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS n FROM t
            3.30 SELECT count(*) FILTER (WHERE a = 1) FROM t
            3.30 SELECT id FROM t ORDER BY a NULLS LAST
            3.31 CREATE TABLE g (a, b AS (a + 1))
            3.31 CREATE TABLE g (a, b INTEGER GENERATED ALWAYS AS (a + 1) STORED)
            3.31 ALTER TABLE t ADD COLUMN c AS (a + 1)
            3.32 UPDATE t SET a = iif(a IS NULL, 1, 2)
            3.33 UPDATE t SET a = s.b FROM t AS s WHERE s.id = t.id
            3.33 CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET a = s.b FROM t AS s WHERE s.id = t.id; END
            3.34 UPDATE t SET a = substring(b, 1, 2)
            3.34 CREATE VIRTUAL TABLE f USING fts5(body, tokenize = 'trigram')
            3.35 ALTER TABLE t DROP COLUMN b
            3.35 ALTER TABLE t DROP b
            3.35 DELETE FROM t RETURNING id
            3.35 WITH x AS MATERIALIZED (SELECT 1) SELECT * FROM x
            3.35 WITH x AS NOT MATERIALIZED (SELECT 1) SELECT * FROM x
            3.35 UPDATE t SET a = atan2(a, 1)
            3.37 CREATE TABLE g (a INTEGER) STRICT
            3.37 CREATE TABLE g (a INTEGER PRIMARY KEY) WITHOUT ROWID, STRICT
            3.37 CREATE TABLE g (a INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID
            3.38 SELECT b ->> '$.x' FROM t
            3.38 SELECT b -> '$.x' FROM t
            3.38 UPDATE t SET a = unixepoch()
            3.38 UPDATE t SET b = format('%d', a)
            3.39 SELECT 1 FROM t RIGHT JOIN t AS s ON t.id = s.id
            3.39 SELECT 1 FROM t FULL OUTER JOIN t AS s ON t.id = s.id
            3.39 UPDATE t SET a = 1 WHERE a IS DISTINCT FROM b
            3.39 UPDATE t SET a = 1 WHERE a IS NOT DISTINCT FROM b
            3.41 UPDATE t SET b = unhex('00')
            3.42 SELECT json_error_position('{}')
            3.42 UPDATE t SET b = datetime('now', 'subsec')
            3.43 SELECT timediff('now', '2020-01-01')
            3.43 UPDATE t SET a = octet_length(b)
            3.44 UPDATE t SET b = concat(a, b)
            3.44 UPDATE t SET b = concat_ws(',', a, b)
            3.44 SELECT string_agg(b, ',') FROM t
            3.44 SELECT group_concat(b, ',' ORDER BY a) FROM t
            3.45 UPDATE t SET b = jsonb('{}')
            3.46 UPDATE t SET b = json_pretty('{}')
            3.46 UPDATE t SET a = 1_000
            3.47 CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT RAISE(ABORT, 'no ' || new.id); END
            3.48 UPDATE t SET a = if(a IS NULL, 1, 2)
            3.48 UPDATE t SET a = iif(a IS NULL, 1)
            3.50 UPDATE t SET b = unistr('a')
            3.51 SELECT key FROM jsonb_each('{}')
            3.53 ALTER TABLE t ALTER COLUMN a SET NOT NULL
            3.53 ALTER TABLE t ALTER a DROP NOT NULL
            3.53 ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)
            3.53 SELECT json_array_insert('[]', '$[0]', 1)
            """.lines().toList();

    @TestFactory
    Stream<DynamicTest> everyStatementNeedsItsReleaseAndRunsOnOurs() {
        return NEWER.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    SqliteVersion since = SqliteVersion.of(line.substring(0, 4));
                    String sql = line.substring(5);
                    assertThat(SqliteFeature.newerThan(OLDEST, SqlTokens.read(sql)))
                            .extracting(use -> use.feature().since())
                            .contains(since)
                            .allMatch(other -> other.compareTo(since) <= 0);
                    assertThat(SqliteFeature.newerThan(since, SqlTokens.read(sql)))
                            .isEmpty();
                    runs(sql);
                }));
    }

    @Test
    void everyFeatureHasAStatement() {
        assertThat(SqliteFeature.ALL)
                .allSatisfy(feature -> assertThat(NEWER)
                        .anyMatch(line -> feature.phrase()
                                .in(SqlTokens.read(line.substring(5)))
                                .isPresent()));
    }

    /** The same words where they mean something that SQLite always had. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE log (format TEXT, concat TEXT, sign INTEGER)",
                "CREATE TABLE IF NOT EXISTS format (a)",
                "INSERT INTO log(format) VALUES ('x')",
                "CREATE INDEX i ON log(format)",
                "CREATE TABLE t2 (a REFERENCES log(format), b CHECK (b <> 'RETURNING'))",
                "CREATE TABLE t2 (a UNIQUE ON CONFLICT REPLACE)",
                "WITH log(x) AS (SELECT 1) SELECT x FROM log",
                "CREATE TABLE t2 AS WITH x AS (SELECT 1) SELECT * FROM x",
                "CREATE TABLE t2 AS SELECT CAST(1 AS TEXT) AS a FROM (SELECT 1)",
                "CREATE TABLE strict (strict TEXT, returning TEXT)",
                "ALTER TABLE t RENAME TO u",
                "ALTER TABLE t ADD COLUMN drop_at TEXT",
                "UPDATE t SET a = (SELECT b FROM t), b = 1 WHERE a = 1",
                "SELECT group_concat(b) FROM (SELECT b FROM t ORDER BY b)",
                "SELECT group_concat((SELECT b FROM t ORDER BY a)) FROM t",
                "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT RAISE(ABORT, 'no'); END",
                "CREATE TRIGGER g AFTER UPDATE ON t BEGIN UPDATE t SET a = 1; DELETE FROM t; END",
                "PRAGMA foreign_keys = TRUE"
            })
    void whatWasAlwaysThereNeedsNothingNewer(String sql) {
        assertThat(SqliteFeature.newerThan(OLDEST, SqlTokens.read(sql))).isEmpty();
    }

    @Test
    void pointsAtTheWordAndNamesTheReleaseNotes() {
        List<SqlStatement> statements =
                SqlScript.read("DELETE FROM t RETURNING id;").statements();
        SqliteFeature.Use use =
                SqliteFeature.newerThan(OLDEST, statements.get(0).tokens()).get(0);

        assertThat(use.token().text()).isEqualTo("RETURNING");
        assertThat(use.feature().source()).isEqualTo("https://www.sqlite.org/releaselog/3_35_0.html");
    }

    /** Another SQLite than the driver's, where there is one: Debian's shell is of another release. */
    @Test
    void theShellOfThisMachineHasWhatItsReleaseShouldHave() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SHELL), "SKIPPED: there is no " + SHELL + " to ask");
        String release = shell("SELECT sqlite_version()").strip();
        SqliteVersion shell = SqliteVersion.of(release);

        assertThat(NEWER)
                .filteredOn(line -> !line.contains("subsec") && !line.contains("atan2"))
                .allSatisfy(line -> assertThat(shell(line.substring(5)).contains("rror"))
                        .as(line + ", in " + release)
                        .isEqualTo(SqliteVersion.of(line.substring(0, 4)).compareTo(shell) > 0));
    }

    private static String shell(String sql) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        SHELL.toString(), ":memory:", "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b); " + sql)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static void runs(String sql) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            database.command("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)");
            database.command(sql);
        }
    }
}
