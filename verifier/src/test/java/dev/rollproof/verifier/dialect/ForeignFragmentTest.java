package dev.rollproof.verifier.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.dialect.ForeignFragment.Reception;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignFragmentTest {
    /** What SQLite refuses, and what it takes in its place, where one statement is that. */
    private static final List<String> REFUSED = """
            CREATE VIEW v AS SELECT a::text FROM t | CREATE VIEW v AS SELECT CAST(a AS TEXT) FROM t
            ALTER TABLE t ADD COLUMN IF NOT EXISTS c TEXT | ALTER TABLE t ADD COLUMN c TEXT
            ALTER TABLE t DROP COLUMN IF EXISTS b | ALTER TABLE t DROP COLUMN b
            ALTER TABLE IF EXISTS t ADD COLUMN c TEXT | ALTER TABLE t ADD COLUMN c TEXT
            UPDATE t SET a = now() | UPDATE t SET a = CURRENT_TIMESTAMP
            UPDATE t SET a = gen_random_uuid() | UPDATE t SET a = lower(hex(randomblob(16)))
            UPDATE t SET a = uuid_generate_v4() | UPDATE t SET a = lower(hex(randomblob(16)))
            ALTER TABLE t ALTER COLUMN a TYPE integer |
            ALTER TABLE t ALTER COLUMN a SET DATA TYPE integer |
            ALTER TABLE t ALTER COLUMN a SET DEFAULT 1 |
            ALTER TABLE t ALTER a DROP DEFAULT |
            ALTER TABLE t ALTER COLUMN a TO a INTEGER NOT NULL |
            ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES t (id) |
            ALTER TABLE t ADD CONSTRAINT f UNIQUE (a) | CREATE UNIQUE INDEX f ON t (a)
            ALTER TABLE t ADD UNIQUE (a) | CREATE UNIQUE INDEX f ON t (a)
            ALTER TABLE t ADD PRIMARY KEY (a) |
            ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t (id) |
            ALTER TABLE t RENAME CONSTRAINT a TO b |
            ALTER TABLE t OWNER TO me |
            COMMENT ON TABLE t IS 'x' |
            CREATE EXTENSION IF NOT EXISTS citext |
            CREATE TYPE mood AS ENUM ('a') |
            CREATE SEQUENCE s |
            CREATE SCHEMA s |
            CREATE FUNCTION f() RETURNS int |
            CREATE OR REPLACE VIEW v AS SELECT 1 | CREATE VIEW v AS SELECT 1
            CREATE MATERIALIZED VIEW v AS SELECT 1 | CREATE VIEW v AS SELECT 1
            TRUNCATE TABLE t | DELETE FROM t
            CREATE INDEX CONCURRENTLY i ON t (a) | CREATE INDEX i ON t (a)
            CREATE INDEX i ON t USING btree (a) | CREATE INDEX i ON t (a)
            SELECT 1 FROM t WHERE a ILIKE 'x' | SELECT 1 FROM t WHERE a LIKE 'x'
            DO $$ BEGIN END $$ |
            GRANT ALL ON t TO me |
            DROP TABLE t CASCADE | DROP TABLE t
            UPDATE t SET a = CURRENT_TIMESTAMP - INTERVAL '1 day' | UPDATE t SET a = datetime('now', '-1 day')
            SELECT DISTINCT ON (a) a, b FROM t |
            SELECT a FROM t FOR UPDATE | SELECT a FROM t
            CREATE TABLE u (id INTEGER PRIMARY KEY AUTO_INCREMENT) | CREATE TABLE u (id INTEGER PRIMARY KEY AUTOINCREMENT)
            CREATE TABLE u (id INTEGER PRIMARY KEY) ENGINE=InnoDB | CREATE TABLE u (id INTEGER PRIMARY KEY)
            CREATE TABLE u (id INTEGER PRIMARY KEY) DEFAULT CHARSET=utf8mb4 | CREATE TABLE u (id INTEGER PRIMARY KEY)
            CREATE TABLE u (a INT(10) UNSIGNED) | CREATE TABLE u (a INT CHECK (a >= 0))
            CREATE TABLE u (a ENUM('x','y')) | CREATE TABLE u (a TEXT CHECK (a IN ('x', 'y')))
            CREATE TABLE u (a TEXT DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP) |
            INSERT INTO t (id) VALUES (1) ON DUPLICATE KEY UPDATE a = 1 | INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1
            INSERT IGNORE INTO t (id) VALUES (1) | INSERT OR IGNORE INTO t (id) VALUES (1)
            ALTER TABLE t MODIFY COLUMN a TEXT |
            ALTER TABLE t MODIFY a TEXT |
            ALTER TABLE t CHANGE COLUMN a c TEXT | ALTER TABLE t RENAME COLUMN a TO c
            SHOW TABLES | SELECT name FROM sqlite_schema
            ALTER TABLE t ADD INDEX i (a) | CREATE INDEX i ON t (a)
            ALTER TABLE t ADD KEY i (a) | CREATE INDEX i ON t (a)
            ALTER TABLE t DROP FOREIGN KEY f |
            CREATE TABLE u (a TEXT, UNIQUE KEY i (a)) | CREATE TABLE u (a TEXT, UNIQUE (a))
            CREATE TABLE u (a TEXT, KEY i (a)) | CREATE TABLE u (a TEXT)
            RENAME TABLE t TO u | ALTER TABLE t RENAME TO u
            UPDATE t SET a = UNIX_TIMESTAMP() | UPDATE t SET a = unixepoch()
            UPDATE t SET a = DATE_ADD(b, 1) | UPDATE t SET a = datetime(b, '+1 day')
            SET NAMES utf8mb4 |
            USE shop |
            LOCK TABLES t WRITE |
            CREATE TABLE u (a TEXT DEFAULT now()) | CREATE TABLE u (a TEXT DEFAULT CURRENT_TIMESTAMP)
            CREATE TABLE u (a TEXT) RANDOM ROWID | CREATE TABLE u (a TEXT)
            CREATE INDEX i ON t (libsql_vector_idx(a)) |
            UPDATE t SET a = vector32('[1]') |
            DELIMITER // |
            DROP INDEX i ON t |
            ALTER TABLE t ADD COLUMN c TEXT, ADD COLUMN d TEXT |
            """.lines().toList();

    /** What SQLite takes for something else. */
    private static final List<String> MISTAKEN = """
            CREATE TABLE u (id INT AUTO_INCREMENT PRIMARY KEY) | CREATE TABLE u (id INTEGER PRIMARY KEY)
            ALTER TABLE t ADD COLUMN c TEXT AFTER a | ALTER TABLE t ADD COLUMN c TEXT
            CREATE TABLE u (a TEXT DEFAULT (now())) | CREATE TABLE u (a TEXT DEFAULT (datetime('now')))
            ALTER TABLE t ADD COLUMN c TEXT FIRST | ALTER TABLE t ADD COLUMN c TEXT
            """.lines().toList();

    @TestFactory
    Stream<DynamicTest> sqliteRefusesTheOneAndTakesTheOther() {
        return REFUSED.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    assertThat(ForeignFragment.in(SqlTokens.read(bad(line)))).isNotEmpty();
                    assertThatThrownBy(() -> run(bad(line))).isInstanceOf(StatementException.class);
                    assertIsSqlites(good(line));
                }));
    }

    @TestFactory
    Stream<DynamicTest> sqliteTakesTheOneForSomethingElse() {
        return MISTAKEN.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    assertThat(ForeignFragment.in(SqlTokens.read(bad(line))))
                            .extracting(use -> use.fragment().reception())
                            .containsOnly(Reception.MISTAKEN);
                    assertThatCode(() -> run(bad(line))).doesNotThrowAnyException();
                    assertIsSqlites(good(line));
                }));
    }

    @Test
    void everyFragmentHasAStatement() {
        assertThat(ForeignFragment.ALL.stream().filter(fragment -> fragment.reception() != Reception.SUSPECT))
                .allSatisfy(fragment -> assertThat(Stream.concat(REFUSED.stream(), MISTAKEN.stream()))
                        .anyMatch(line ->
                                fragment.phrase().in(SqlTokens.read(bad(line))).isPresent()));
    }

    /** SQLite runs them all, and they are what they seem. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE u (now TEXT, show TEXT, type TEXT, enum TEXT, interval TEXT, engine TEXT, after TEXT)",
                "CREATE TABLE IF NOT EXISTS u (a TEXT, b TEXT CHECK (b IN ('enum', 'now()', '::')))",
                "CREATE TABLE u (a TEXT, key TEXT, owner TEXT)",
                "CREATE TABLE u (a INTEGER REFERENCES t (id) ON DELETE SET DEFAULT ON UPDATE CASCADE)",
                "ALTER TABLE t ADD COLUMN c INTEGER REFERENCES t (id) ON DELETE SET DEFAULT",
                "ALTER TABLE t ADD COLUMN first TEXT",
                "ALTER TABLE t ADD COLUMN modify TEXT",
                "ALTER TABLE t RENAME COLUMN a TO type",
                "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)",
                "DROP TABLE IF EXISTS t",
                "DROP INDEX IF EXISTS i",
                "INSERT OR IGNORE INTO t (id) VALUES (1)",
                "SELECT id FROM t LIMIT 1, 2",
                "CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW BEGIN SELECT 1; END",
                "CREATE VIEW v AS SELECT id AS interval FROM t",
                "UPDATE t SET a = 1"
            })
    void whatIsSqlitesOwnIsLeftAlone(String sql) {
        assertIsSqlites(sql);
    }

    private static void assertIsSqlites(String sql) {
        assertThat(ForeignFragment.in(SqlTokens.read(sql))).isEmpty();
        assertThatCode(() -> run(sql)).doesNotThrowAnyException();
    }

    private static String bad(String line) {
        return line.substring(0, line.indexOf(" |"));
    }

    private static String good(String line) {
        String good = line.substring(line.indexOf(" |") + 2).strip();
        return good.isEmpty() ? "SELECT 1" : good;
    }

    private static void run(String sql) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            database.command("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)");
            database.command(sql);
        }
    }
}
