package dev.rollproof.verifier.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDiffTest {
    static SchemaSnapshot schema(String sql) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            SqlScript.read(sql).statements().forEach(database::execute);
            return SchemaSnapshot.capture(database);
        }
    }

    static SchemaDiff diff(String before, String after) {
        return SchemaDiff.between(schema(before), schema(after));
    }

    private static List<String> messages(SchemaDiff diff) {
        return diff.changes().stream()
                .map(change -> change.kind() + ": " + change.describe())
                .toList();
    }

    /** SQLite takes each of these words for a string, though something in the schema has that name. */
    @ParameterizedTest(name = "{0}: {1} is not {2}")
    @CsvSource({
        "'CREATE TRIGGER g AFTER INSERT ON t WHEN new.a = \"%s\" BEGIN SELECT 1; END', B, b",
        "'CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO w VALUES (\"%s\"); END', A, a",
        "'CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO w VALUES (\"%s\"); END', NEW, new",
        "'CREATE VIEW v AS SELECT a FROM t WHERE b = \"%s\"', T, t",
        "'CREATE VIEW v AS SELECT a FROM t WHERE b = \"%s\"', V, v",
    })
    void keepsTheLetterCaseOfADoubleQuotedStringThatSomethingElseIsNamedBy(String sql, String was, String is) {
        String tables = "CREATE TABLE w(m); CREATE TABLE t(a, b); ";

        assertThat(diff(tables + sql.formatted(was), tables + sql.formatted(is)).changes())
                .hasSize(1);
    }

    @Test
    void knowsATableBehindAComma() {
        String tables = "CREATE TABLE w(m); CREATE TABLE t(a, b); ";

        assertThat(diff(
                                tables + "CREATE VIEW v AS SELECT a FROM w, t",
                                tables + "CREATE VIEW v AS SELECT a FROM w, \"T\"")
                        .changes())
                .isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0} => {1}")
    @MethodSource("same")
    void takesForTheSame(String before, String after) {
        SchemaDiff diff = diff(before, after);

        assertThat(messages(diff)).isEmpty();
        boolean sameText = schema(before).equals(schema(after));
        assertThat(diff.textDifferences().isEmpty()).isEqualTo(sameText);
    }

    static Stream<Arguments> same() {
        String t = "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c INT); ";
        return Stream.of(
                // White space, comments, letter case.
                same("CREATE TABLE t(a INT,b TEXT)", "CREATE TABLE t (\n  a INT, -- first\n  b /* second */ TEXT\n)"),
                same("CREATE TABLE t(a INT NOT NULL)", "create table t(a int not null)"),
                same("CREATE TABLE t(a VARCHAR(20))", "CREATE TABLE t(a varchar ( 20 ))"),
                same("CREATE TABLE users(a)", "CREATE TABLE Users(a)"),
                same("CREATE TABLE t(a \"text\")", "CREATE TABLE t(a TEXT)"),
                same(t + "CREATE INDEX i ON t(b)", t + "CREATE INDEX I ON T(B) -- by b\n"),
                same(t + "CREATE VIEW v AS SELECT a FROM t", t + "CREATE VIEW V AS select A from T"),
                same(
                        t + "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END",
                        t + "CREATE TRIGGER G after insert on T begin delete from T; end"),
                same(
                        t + "CREATE TRIGGER g INSERT ON t BEGIN DELETE FROM t; END",
                        t + "CREATE TRIGGER g BEFORE INSERT ON main.t FOR EACH ROW BEGIN DELETE FROM t; END"),
                same("CREATE TABLE t(a DEFAULT NULL)", "CREATE TABLE t(a DEFAULT null)"),
                same("CREATE TABLE t(a DEFAULT CURRENT_DATE)", "CREATE TABLE t(a DEFAULT current_date)"),
                same("CREATE TABLE t(a DEFAULT TRUE)", "CREATE TABLE t(a DEFAULT true)"),
                same("CREATE TABLE t(a DEFAULT 1)", "CREATE TABLE t(a DEFAULT (1))"),
                same("CREATE TABLE t(a DEFAULT (1+1))", "CREATE TABLE t(a DEFAULT ((1 + 1)))"),
                same("CREATE TABLE t(a DEFAULT 'x')", "CREATE TABLE t(a DEFAULT x)"),
                same("CREATE TABLE t(a DEFAULT 'x')", "CREATE TABLE t(a DEFAULT \"x\")"),
                same("CREATE TABLE t(a DEFAULT -1)", "CREATE TABLE t(a DEFAULT (-1))"),
                same("CREATE TABLE t(a TEXT COLLATE NOCASE)", "CREATE TABLE t(a TEXT COLLATE nocase)"),
                same("CREATE TABLE t(a TEXT DEFAULT 'x' NOT NULL)", "CREATE TABLE t(a TEXT NOT NULL DEFAULT 'x')"),
                same(
                        "CREATE TABLE t(a INT PRIMARY KEY) STRICT, WITHOUT ROWID",
                        "CREATE TABLE t(a INT PRIMARY KEY) without rowid, strict"),
                same("CREATE TABLE t(a, b AS (a+1))", "CREATE TABLE t(a, b GENERATED ALWAYS AS (a + 1) VIRTUAL)"),
                same("CREATE TABLE t(a NULL)", "CREATE TABLE t(a)"),
                // Quotes.
                same("CREATE TABLE users(a)", "CREATE TABLE \"users\"(a)"),
                same("CREATE TABLE users(a)", "CREATE TABLE old(a); ALTER TABLE old RENAME TO users"),
                same("CREATE TABLE t(a, b, CHECK (a > b))", "CREATE TABLE t([a], `b`, CHECK (\"a\" > [b]))"),
                same("CREATE TABLE t(a CHECK (a <> 'x'))", "CREATE TABLE t(a CHECK (a <> \"x\"))"),
                same(t + "CREATE INDEX i ON t(b)", t + "CREATE INDEX \"i\" ON \"t\"(\"B\")"),
                same(t + "CREATE INDEX i ON t(b)", t + "CREATE INDEX i ON t('b')"),
                same(
                        t + "CREATE VIEW v AS SELECT a, b AS x FROM t AS y WHERE c = 'a'",
                        t + "CREATE VIEW v AS SELECT \"a\", \"b\" AS \"x\" FROM \"t\" AS 'y' WHERE \"c\" = 'a'"),
                same(
                        t + "CREATE VIEW v AS SELECT count(*) AS n FROM t",
                        t
                                + "ALTER TABLE t RENAME TO u; CREATE VIEW v AS SELECT Count(*) AS n FROM u; ALTER TABLE u RENAME TO t"),
                same(
                        t + "CREATE VIEW v AS WITH r AS (SELECT b x FROM t) SELECT x FROM r",
                        t + "CREATE VIEW v AS WITH \"r\" AS (SELECT b \"x\" FROM t) SELECT \"x\" FROM \"r\""),
                same(
                        t + "CREATE TRIGGER g UPDATE OF b ON t WHEN new.b > old.b BEGIN UPDATE t SET c = 1; END",
                        t + "CREATE TRIGGER g UPDATE OF \"b\" ON \"t\" WHEN \"new\".\"b\" > \"old\".b"
                                + " BEGIN UPDATE \"t\" SET \"c\" = 1; END"),
                same(
                        t
                                + "CREATE TRIGGER g INSERT ON t BEGIN UPDATE OR IGNORE t SET b = 1; INSERT INTO t(b) VALUES (2); END",
                        t + "CREATE TRIGGER g INSERT ON t BEGIN UPDATE OR IGNORE 't' SET \"b\" = 1;"
                                + " INSERT INTO 't'(\"b\") VALUES (2); END"),
                same(
                        t + "CREATE VIEW v AS SELECT b IN t, left.b n FROM t AS left WHERE b LIKE 'X' COLLATE nocase",
                        t + "CREATE VIEW v AS SELECT b IN \"t\", \"left\".b \"n\" FROM t AS \"left\""
                                + " WHERE b LIKE \"X\" COLLATE \"nocase\""),
                // Constraints.
                same("CREATE TABLE t(a, b, UNIQUE(a), CHECK(b > 0))", "CREATE TABLE t(a, b, CHECK(b > 0) UNIQUE(a))"),
                same("CREATE TABLE t(a UNIQUE, b)", "CREATE TABLE t(a, b, UNIQUE(a))"),
                same("CREATE TABLE t(a UNIQUE, b)", "CREATE TABLE t(a, b, UNIQUE(\"A\" ASC))"),
                same("CREATE TABLE t(a INTEGER PRIMARY KEY)", "CREATE TABLE t(a INTEGER, PRIMARY KEY(a))"),
                same("CREATE TABLE t(a INT PRIMARY KEY DESC)", "CREATE TABLE t(a INT, PRIMARY KEY(a DESC))"),
                same(
                        "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)",
                        "CREATE TABLE t(a INTEGER, PRIMARY KEY(a AUTOINCREMENT))"),
                same("CREATE TABLE t(a CHECK(a > 0), b)", "CREATE TABLE t(a, b, CHECK(a > 0))"),
                same(
                        "CREATE TABLE t(a CONSTRAINT positive CHECK(a > 0), b)",
                        "CREATE TABLE t(a, b, CONSTRAINT \"Positive\" CHECK(a > 0))"),
                same(t + "CREATE TABLE k(a REFERENCES t)", t + "CREATE TABLE k(a REFERENCES T(A))"),
                same(t + "CREATE TABLE k(a REFERENCES t(a))", t + "CREATE TABLE k(a, FOREIGN KEY(a) REFERENCES \"t\")"),
                same(
                        t + "CREATE TABLE k(a REFERENCES t ON DELETE NO ACTION NOT DEFERRABLE)",
                        t + "CREATE TABLE k(a REFERENCES t)"),
                same(
                        t + "CREATE TABLE k(a REFERENCES t DEFERRABLE)",
                        t + "CREATE TABLE k(a REFERENCES t DEFERRABLE INITIALLY IMMEDIATE)"),
                same(
                        "CREATE TABLE k(a REFERENCES k, b PRIMARY KEY)",
                        "CREATE TABLE k(a REFERENCES \"k\"(b), b PRIMARY KEY)"),
                // What SQLite makes for itself.
                same(
                        "CREATE TABLE t(a)",
                        "CREATE TABLE s(a INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE s; CREATE TABLE t(a)"),
                same(t + "CREATE INDEX i ON t(b)", t + "CREATE INDEX i ON t(b); INSERT INTO t VALUES(1,2,3); ANALYZE"),
                same("CREATE VIRTUAL TABLE f USING fts5(a, b)", "create virtual table F using FTS5(a,b)"),
                same(
                        "CREATE VIRTUAL TABLE f USING fts5(a)",
                        "CREATE VIRTUAL TABLE g USING fts5(a); ALTER TABLE g RENAME TO f"),
                // What SQLite does by itself to the text.
                same(
                        "CREATE TABLE t(a, b, PRIMARY KEY(a))",
                        "CREATE TABLE t(a, b, PRIMARY KEY(a)); ALTER TABLE t ADD c; ALTER TABLE t DROP c"),
                same(
                        t + "CREATE INDEX i ON t(b)",
                        t
                                + "CREATE INDEX i ON t(b); ALTER TABLE t RENAME b TO \"b b\"; ALTER TABLE t RENAME \"b b\" TO b"));
    }

    @ParameterizedTest(name = "[{index}] {0} => {1}")
    @MethodSource("different")
    void saysWhatDiffers(String before, String after, List<String> expected) {
        assertThat(messages(diff(before, after))).isEqualTo(expected);
    }

    static Stream<Arguments> different() {
        String t = "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c INT); ";
        return Stream.of(
                // Tables and columns.
                different(t, "", "table-missing: table t is missing"),
                different("", t, "table-left-behind: table t is left behind"),
                different(
                        "CREATE TABLE t(a INT) STRICT",
                        "CREATE TABLE t(a INT)",
                        "table-changed: table t is not STRICT, was"),
                different(
                        "CREATE TABLE t(a INT PRIMARY KEY)",
                        "CREATE TABLE t(a INT PRIMARY KEY) STRICT, WITHOUT ROWID",
                        "table-changed: table t is STRICT, was not, is WITHOUT ROWID, was not"),
                different(
                        "CREATE TABLE t(a, b)",
                        "CREATE TABLE t(b, a)",
                        "column-order: columns of t stand in another order: b is first, was last"),
                different(
                        "CREATE TABLE t(a, b, c)",
                        "CREATE TABLE t(c, a, d)",
                        "column-missing: column t.b is missing",
                        "column-left-behind: column t.d is left behind",
                        "column-order: columns of t stand in another order: c is first, was last"),
                different("CREATE TABLE t(a, b)", "CREATE TABLE t(a)", "column-missing: column t.b is missing"),
                different(
                        "CREATE TABLE t(a)",
                        "CREATE TABLE t(a, b TEXT)",
                        "column-left-behind: column t.b is left behind"),
                different(
                        "CREATE TABLE t(email TEXT)",
                        "CREATE TABLE t(Email TEXT)",
                        "column-changed: column t.email is declared as Email TEXT, was email TEXT"),
                different(
                        "CREATE TABLE t(a TEXT)",
                        "CREATE TABLE t(a INT)",
                        "column-changed: column t.a is INT, was TEXT"),
                different(
                        "CREATE TABLE t(a TEXT)",
                        "CREATE TABLE t(a)",
                        "column-changed: column t.a is declared as a, was a TEXT"),
                different(
                        "CREATE TABLE t(a INT)",
                        "CREATE TABLE t(a INTEGER)",
                        "column-changed: column t.a is INTEGER, was INT"),
                different(
                        "CREATE TABLE t(a VARCHAR(20))",
                        "CREATE TABLE t(a VARCHAR(30))",
                        "column-changed: column t.a is VARCHAR(30), was VARCHAR(20)"),
                different(
                        "CREATE TABLE t(a TEXT)",
                        "CREATE TABLE t(a TEXT NOT NULL)",
                        "column-changed: column t.a is TEXT NOT NULL, was TEXT"),
                different(
                        "CREATE TABLE t(a TEXT NOT NULL ON CONFLICT IGNORE)",
                        "CREATE TABLE t(a TEXT NOT NULL)",
                        "column-changed: column t.a is TEXT NOT NULL, was TEXT NOT NULL ON CONFLICT IGNORE"),
                different(
                        "CREATE TABLE t(a TEXT)",
                        "CREATE TABLE t(a TEXT COLLATE NOCASE)",
                        "column-changed: column t.a is TEXT COLLATE NOCASE, was TEXT"),
                different(
                        "CREATE TABLE t(a AS (b + 1), b)",
                        "CREATE TABLE t(a AS (b + 2), b)",
                        "column-changed: column t.a is declared as a AS (b + 2) VIRTUAL, was a AS (b + 1) VIRTUAL"),
                different(
                        "CREATE TABLE t(a AS (b + 1), b)",
                        "CREATE TABLE t(a AS (b + 1) STORED, b)",
                        "column-changed: column t.a is declared as a AS (b + 1) STORED, was a AS (b + 1) VIRTUAL"),
                different(
                        "CREATE TABLE t(a, b AS (a || 'X'))",
                        "CREATE TABLE t(a, b AS (a || 'x'))",
                        "column-changed: column t.b is declared as b AS (a || 'x') VIRTUAL, was b AS (a || 'X') VIRTUAL"),
                // Defaults.
                different(
                        "CREATE TABLE t(a DEFAULT 'Open')",
                        "CREATE TABLE t(a DEFAULT 'OPEN')",
                        "column-changed: column t.a is declared as a DEFAULT 'OPEN', was a DEFAULT 'Open'"),
                different(
                        "CREATE TABLE t(a DEFAULT Open)",
                        "CREATE TABLE t(a DEFAULT OPEN)",
                        "column-changed: column t.a is declared as a DEFAULT OPEN, was a DEFAULT Open"),
                different(
                        "CREATE TABLE t(a DEFAULT \"Open\")",
                        "CREATE TABLE t(a DEFAULT \"OPEN\")",
                        "column-changed: column t.a is declared as a DEFAULT \"OPEN\", was a DEFAULT \"Open\""),
                different(
                        "CREATE TABLE t(a DEFAULT CURRENT_TIMESTAMP)",
                        "CREATE TABLE t(a DEFAULT 'CURRENT_TIMESTAMP')",
                        "column-changed: column t.a is declared as a DEFAULT 'CURRENT_TIMESTAMP', was a DEFAULT CURRENT_TIMESTAMP"),
                different(
                        "CREATE TABLE t(a DEFAULT CURRENT_TIMESTAMP)",
                        "CREATE TABLE t(a DEFAULT \"CURRENT_TIMESTAMP\")",
                        "column-changed: column t.a is declared as a DEFAULT \"CURRENT_TIMESTAMP\", was a DEFAULT CURRENT_TIMESTAMP"),
                different(
                        "CREATE TABLE t(a DEFAULT true)",
                        "CREATE TABLE t(a DEFAULT 'true')",
                        "column-changed: column t.a is declared as a DEFAULT 'true', was a DEFAULT true"),
                different(
                        "CREATE TABLE t(a DEFAULT true)",
                        "CREATE TABLE t(a DEFAULT \"true\")",
                        "column-changed: column t.a is declared as a DEFAULT \"true\", was a DEFAULT true"),
                different(
                        "CREATE TABLE t(a DEFAULT NULL)",
                        "CREATE TABLE t(a DEFAULT 'NULL')",
                        "column-changed: column t.a is declared as a DEFAULT 'NULL', was a DEFAULT NULL"),
                different(
                        "CREATE TABLE t(a DEFAULT 0)",
                        "CREATE TABLE t(a DEFAULT 1)",
                        "column-changed: column t.a is declared as a DEFAULT 1, was a DEFAULT 0"),
                different(
                        "CREATE TABLE t(a DEFAULT 0)",
                        "CREATE TABLE t(a)",
                        "column-changed: column t.a is declared as a, was a DEFAULT 0"),
                different(
                        "CREATE TABLE t(a DEFAULT 1)",
                        "CREATE TABLE t(a DEFAULT '1')",
                        "column-changed: column t.a is declared as a DEFAULT '1', was a DEFAULT 1"),
                different(
                        "CREATE TABLE t(a CONSTRAINT d1 DEFAULT 1)",
                        "CREATE TABLE t(a CONSTRAINT d2 DEFAULT 1)",
                        "column-changed: column t.a is declared as a CONSTRAINT d2 DEFAULT 1, was a CONSTRAINT d1 DEFAULT 1"),
                // Constraints.
                different(
                        "CREATE TABLE t(a UNIQUE)",
                        "CREATE TABLE t(a)",
                        "constraint-missing: UNIQUE (a) of table t is missing"),
                different(
                        "CREATE TABLE t(a)",
                        "CREATE TABLE t(a UNIQUE)",
                        "constraint-left-behind: UNIQUE (a) of table t is left behind"),
                different(
                        "CREATE TABLE t(a, b, UNIQUE(a, b))",
                        "CREATE TABLE t(a, b, UNIQUE(b, a))",
                        "constraint-missing: UNIQUE (a, b) of table t is missing",
                        "constraint-left-behind: UNIQUE (b, a) of table t is left behind"),
                different(
                        "CREATE TABLE t(a UNIQUE ON CONFLICT IGNORE)",
                        "CREATE TABLE t(a UNIQUE)",
                        "constraint-changed: table t has UNIQUE (a), had UNIQUE (a) ON CONFLICT IGNORE"),
                different(
                        "CREATE TABLE t(a, CONSTRAINT one UNIQUE(a))",
                        "CREATE TABLE t(a, CONSTRAINT two UNIQUE(a))",
                        "constraint-changed: table t has CONSTRAINT two UNIQUE (a), had CONSTRAINT one UNIQUE (a)"),
                different(
                        "CREATE TABLE t(a, UNIQUE(a COLLATE NOCASE))",
                        "CREATE TABLE t(a, UNIQUE(a))",
                        "constraint-changed: table t has UNIQUE (a), had UNIQUE (a COLLATE NOCASE)"),
                different(
                        "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)",
                        "CREATE TABLE t(a INTEGER PRIMARY KEY)",
                        "constraint-changed: table t has PRIMARY KEY (a), had PRIMARY KEY (a AUTOINCREMENT)"),
                different(
                        "CREATE TABLE t(a INTEGER PRIMARY KEY DESC)",
                        "CREATE TABLE t(a INTEGER, PRIMARY KEY(a DESC))",
                        "constraint-changed: table t has PRIMARY KEY (a DESC) as its rowid, had it as an index"),
                different(
                        "CREATE TABLE t(a INT, b INT, PRIMARY KEY(a, b))",
                        "CREATE TABLE t(a INT, b INT, PRIMARY KEY(a))",
                        "constraint-changed: table t has PRIMARY KEY (a), had PRIMARY KEY (a, b)"),
                different(
                        "CREATE TABLE t(a PRIMARY KEY ON CONFLICT REPLACE)",
                        "CREATE TABLE t(a PRIMARY KEY)",
                        "constraint-changed: table t has PRIMARY KEY (a), had PRIMARY KEY (a) ON CONFLICT REPLACE"),
                different(
                        "CREATE TABLE t(a CHECK(a > 0))",
                        "CREATE TABLE t(a CHECK(a >= 0))",
                        "constraint-changed: table t has CHECK (a >= 0), had CHECK (a > 0)"),
                different(
                        "CREATE TABLE t(a CHECK(a > 0))",
                        "CREATE TABLE t(a)",
                        "constraint-missing: CHECK (a > 0) of table t is missing"),
                different(
                        "CREATE TABLE t(a CHECK(a IN ('x', 'Y')))",
                        "CREATE TABLE t(a CHECK(a IN ('x', 'y')))",
                        "constraint-changed: table t has CHECK (a IN ('x', 'y')), had CHECK (a IN ('x', 'Y'))"),
                different(
                        "CREATE TABLE t(a CHECK(a <> \"Y\"))",
                        "CREATE TABLE t(a CHECK(a <> \"y\"))",
                        "constraint-changed: table t has CHECK (a <> \"y\"), had CHECK (a <> \"Y\")"),
                different(
                        "CREATE TABLE y(y); CREATE TABLE t(a CHECK(a <> \"Y\"))",
                        "CREATE TABLE y(y); CREATE TABLE t(a CHECK(a <> \"y\"))",
                        "constraint-changed: table t has CHECK (a <> \"y\"), had CHECK (a <> \"Y\")"),
                different(
                        "CREATE TABLE t(a CONSTRAINT one CHECK(a > 0))",
                        "CREATE TABLE t(a CONSTRAINT two CHECK(a > 0))",
                        "constraint-changed: table t has CONSTRAINT two CHECK (a > 0), had CONSTRAINT one CHECK (a > 0)"),
                different(
                        "CREATE TABLE t(a CHECK(a > 0), CHECK(a < 9), CHECK(a <> 5))",
                        "CREATE TABLE t(a CHECK(a > 1), CHECK(a < 8), CHECK(a <> 5))",
                        "constraint-missing: CHECK (a > 0) of table t is missing",
                        "constraint-missing: CHECK (a < 9) of table t is missing",
                        "constraint-left-behind: CHECK (a > 1) of table t is left behind",
                        "constraint-left-behind: CHECK (a < 8) of table t is left behind"),
                different(
                        "CREATE TABLE t(a, \"null\", CHECK(a IS NOT \"null\"))",
                        "CREATE TABLE t(a, \"null\", CHECK(a IS NOT null))",
                        "constraint-changed: table t has CHECK (a IS NOT null), had CHECK (a IS NOT \"null\")"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t ON DELETE CASCADE)",
                        t + "CREATE TABLE k(a REFERENCES t)",
                        "constraint-changed: table k has FOREIGN KEY (a) REFERENCES t, had FOREIGN KEY (a) REFERENCES t ON DELETE CASCADE"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t ON DELETE CASCADE)",
                        t + "CREATE TABLE k(a REFERENCES t ON DELETE SET NULL)",
                        "constraint-changed: table k has FOREIGN KEY (a) REFERENCES t ON DELETE SET NULL, had FOREIGN KEY (a) REFERENCES t ON DELETE CASCADE"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t ON UPDATE CASCADE)",
                        t + "CREATE TABLE k(a REFERENCES t ON DELETE CASCADE)",
                        "constraint-changed: table k has FOREIGN KEY (a) REFERENCES t ON DELETE CASCADE, had FOREIGN KEY (a) REFERENCES t ON UPDATE CASCADE"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t DEFERRABLE INITIALLY DEFERRED)",
                        t + "CREATE TABLE k(a REFERENCES t)",
                        "constraint-changed: table k has FOREIGN KEY (a) REFERENCES t, had FOREIGN KEY (a) REFERENCES t DEFERRABLE INITIALLY DEFERRED"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t DEFERRABLE)",
                        t + "CREATE TABLE k(a REFERENCES t)",
                        "constraint-changed: table k has FOREIGN KEY (a) REFERENCES t, had FOREIGN KEY (a) REFERENCES t DEFERRABLE"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t MATCH FULL)",
                        t + "CREATE TABLE k(a REFERENCES t)",
                        "constraint-changed: table k has FOREIGN KEY (a) REFERENCES t, had FOREIGN KEY (a) REFERENCES t MATCH FULL"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t)",
                        t + "CREATE TABLE k(a REFERENCES t(b))",
                        "constraint-changed: table k has FOREIGN KEY (a) REFERENCES t(b), had FOREIGN KEY (a) REFERENCES t"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t)",
                        t + "CREATE TABLE k(a)",
                        "constraint-missing: FOREIGN KEY (a) REFERENCES t of table k is missing"),
                different(
                        t + "CREATE TABLE k(a REFERENCES t)",
                        t + "CREATE TABLE k(a REFERENCES u)",
                        "constraint-changed: table k has FOREIGN KEY (a) REFERENCES u, had FOREIGN KEY (a) REFERENCES t"),
                different(
                        "CREATE TABLE k(a)",
                        "CREATE TABLE k(a, b REFERENCES k UNIQUE CHECK (b > 0))",
                        "column-left-behind: column k.b is left behind"),
                different(
                        "CREATE TABLE k(a, b REFERENCES k UNIQUE CHECK (b > 0))",
                        "CREATE TABLE k(a)",
                        "column-missing: column k.b is missing"),
                // Indexes.
                different(t + "CREATE INDEX i ON t(b)", t, "index-missing: index i on t(b) is missing"),
                different(
                        t,
                        t + "CREATE UNIQUE INDEX i ON t(b) WHERE c > 0",
                        "index-left-behind: unique index i on t(b) WHERE c > 0 is left behind"),
                different(t + "CREATE INDEX i ON t(b)", "", "table-missing: table t is missing"),
                different(
                        t + "CREATE INDEX i ON t(b)",
                        t + "CREATE INDEX i ON t(b DESC)",
                        "index-changed: index i is on t(b DESC), was on t(b)"),
                different(
                        t + "CREATE INDEX i ON t(b, c)",
                        t + "CREATE INDEX i ON t(c, b)",
                        "index-changed: index i is on t(c, b), was on t(b, c)"),
                different(
                        t + "CREATE INDEX i ON t(b)",
                        t + "CREATE UNIQUE INDEX i ON t(b)",
                        "index-changed: index i is UNIQUE on t(b), was on t(b)"),
                different(
                        t + "CREATE INDEX i ON t(b)",
                        t + "CREATE INDEX i ON t(b COLLATE NOCASE)",
                        "index-changed: index i is on t(b COLLATE NOCASE), was on t(b)"),
                different(
                        t + "CREATE INDEX i ON t(lower(b))",
                        t + "CREATE INDEX i ON t(upper(b))",
                        "index-changed: index i is on t(upper(b)), was on t(lower(b))"),
                different(
                        t + "CREATE INDEX i ON t(b) WHERE c > 0",
                        t + "CREATE INDEX i ON t(b)",
                        "index-changed: index i is on t(b), was on t(b) WHERE c > 0"),
                different(
                        t + "CREATE INDEX i ON t(b) WHERE b = 'X'",
                        t + "CREATE INDEX i ON t(b) WHERE b = 'x'",
                        "index-changed: index i is on t(b) WHERE b = 'x', was on t(b) WHERE b = 'X'"),
                different(
                        t + "CREATE INDEX i ON t(\"Nope\")",
                        t + "CREATE INDEX i ON t(\"nope\")",
                        "index-changed: index i is on t(nope), was on t(Nope)"),
                // Views.
                different(t + "CREATE VIEW v AS SELECT a FROM t", t, "view-missing: view v is missing"),
                different(t, t + "CREATE VIEW v AS SELECT a FROM t", "view-left-behind: view v is left behind"),
                different(
                        t + "CREATE VIEW v AS SELECT a FROM t WHERE b = 'deleted' AND c = 1",
                        t + "CREATE VIEW v AS SELECT a FROM t WHERE b = 'archived' AND c = 1",
                        "view-changed: view v has another SELECT: \"… 'archived' …\" instead of \"… 'deleted' …\""),
                different(
                        t + "CREATE VIEW v AS SELECT a AS Total FROM t",
                        t + "CREATE VIEW v AS SELECT a AS total FROM t",
                        "view-changed: view v returns the column total, was Total"),
                different(
                        t + "CREATE VIEW v(x) AS SELECT a FROM t",
                        t + "CREATE VIEW v AS SELECT a FROM t",
                        "view-changed: view v declares no columns, declared the columns (x)"),
                different(
                        t + "CREATE VIEW v(x) AS SELECT a FROM t",
                        t + "CREATE VIEW v(X) AS SELECT a FROM t",
                        "view-changed: view v returns the column X, was x"),
                different(
                        t + "CREATE VIEW v AS SELECT a, \"Note\" AS n FROM t",
                        t + "CREATE VIEW v AS SELECT a, \"note\" AS n FROM t",
                        "view-changed: view v has another SELECT: \"… \"note\" …\" instead of \"… \"Note\" …\""),
                different(
                        t + "CREATE VIEW v AS SELECT * FROM t \"left\" JOIN t",
                        t + "CREATE VIEW v AS SELECT * FROM t left JOIN t",
                        "view-changed: view v has another SELECT: \"… left …\" instead of \"… \"left\" …\""),
                different(
                        "CREATE TABLE t(a); CREATE VIEW v AS SELECT * FROM t",
                        "CREATE TABLE t(A); CREATE VIEW v AS SELECT *  FROM t",
                        "column-changed: column t.a is declared as A, was a"),
                different(
                        t + "CREATE VIEW v AS SELECT a FROM t WHERE b LIKE \"X%\"",
                        t + "CREATE VIEW v AS SELECT a FROM t WHERE b LIKE \"x%\"",
                        "view-changed: view v has another SELECT: \"… \"x%\"\" instead of \"… \"X%\"\""),
                different(
                        t + "CREATE VIEW v AS SELECT a FROM t WHERE b IS DISTINCT FROM 'X'",
                        t + "CREATE VIEW v AS SELECT a FROM t WHERE b IS DISTINCT FROM 'x'",
                        "view-changed: view v has another SELECT: \"… 'x'\" instead of \"… 'X'\""),
                // Triggers.
                different(
                        t + "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END",
                        t,
                        "trigger-missing: trigger g on t is missing"),
                different(
                        t,
                        t + "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END",
                        "trigger-left-behind: trigger g on t is left behind"),
                different(
                        t + "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = 'deleted'; END",
                        t + "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = 'archived'; END",
                        "trigger-changed: trigger g on t has another body: \"… 'archived' …\" instead of \"… 'deleted' …\""),
                different(
                        t + "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = 'x'; END",
                        t + "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = 'x'; DELETE FROM t; END",
                        "trigger-changed: trigger g on t has another body: \"… DELETE FROM t;\" instead of its end"),
                different(
                        t + "CREATE TRIGGER g AFTER UPDATE ON t BEGIN DELETE FROM t; END",
                        t + "CREATE TRIGGER g BEFORE UPDATE OF b ON t BEGIN DELETE FROM t; END",
                        "trigger-changed: trigger g on t fires BEFORE UPDATE OF b, fired AFTER UPDATE"),
                different(
                        t + "CREATE TRIGGER g AFTER UPDATE ON t WHEN new.b > 1 BEGIN DELETE FROM t; END",
                        t + "CREATE TRIGGER g AFTER UPDATE ON t BEGIN DELETE FROM t; END",
                        "trigger-changed: trigger g on t fires always, fired WHEN new.b > 1"),
                different(
                        t
                                + "CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER g INSTEAD OF INSERT ON v BEGIN DELETE FROM t; END",
                        t,
                        "view-missing: view v is missing"),
                different(
                        t + "CREATE TABLE u(a); CREATE TRIGGER g AFTER UPDATE ON t BEGIN DELETE FROM t; END",
                        t + "CREATE TABLE u(a); CREATE TRIGGER g AFTER UPDATE ON u BEGIN DELETE FROM t; END",
                        "trigger-changed: trigger g on t is now on u"),
                // Virtual tables and settings.
                different(
                        "CREATE VIRTUAL TABLE f USING fts5(a)",
                        "",
                        "virtual-table-missing: virtual table f is missing"),
                different(
                        "",
                        "CREATE VIRTUAL TABLE f USING fts5(a)",
                        "virtual-table-left-behind: virtual table f is left behind"),
                different(
                        "CREATE VIRTUAL TABLE f USING fts5(a, b)",
                        "CREATE VIRTUAL TABLE f USING fts5(a, b, tokenize = 'porter')",
                        "virtual-table-changed: virtual table f is fts5(a, b, tokenize = 'porter'), was fts5(a, b)"),
                different(
                        "CREATE VIRTUAL TABLE f USING fts5(a)",
                        "CREATE VIRTUAL TABLE f USING fts5(A)",
                        "virtual-table-changed: virtual table f is fts5(A), was fts5(a)"),
                different(
                        "CREATE VIRTUAL TABLE f USING fts5(a)",
                        "CREATE TABLE f(a)",
                        "table-left-behind: table f is left behind",
                        "virtual-table-missing: virtual table f is missing"),
                different(
                        "PRAGMA user_version = 2",
                        "PRAGMA user_version = 3",
                        "setting-changed: user_version is 3, was 2"),
                different("PRAGMA application_id = -5", "", "setting-changed: application_id is 0, was -5"),
                // Renamed.
                different(
                        "CREATE TABLE users(a); CREATE INDEX i ON users(a)",
                        "CREATE TABLE people(a); CREATE INDEX i ON people(a)",
                        "table-left-behind: table people is left behind",
                        "table-missing: table users is missing"));
    }

    private static Arguments different(String before, String after, String... expected) {
        return Arguments.of(before, after, List.of(expected));
    }

    private static Arguments same(String before, String after) {
        return Arguments.of(before, after);
    }
}
