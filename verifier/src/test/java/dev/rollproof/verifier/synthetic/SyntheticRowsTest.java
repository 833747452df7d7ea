package dev.rollproof.verifier.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticRowsTest {
    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);
    private final SyntheticRows rows = SyntheticRows.of(3, 1);

    @AfterEach
    void close() {
        database.close();
    }

    private void run(String sql) {
        SqlScript.read(sql).statements().forEach(database::execute);
    }

    /** Runs {@code sql}, then fills all tables and asks SQLite what it thinks of them. */
    private Filling filled(String sql) {
        return filled(rows, sql);
    }

    private Filling filled(SyntheticRows kind, String sql) {
        run(sql);
        SchemaSnapshot schema = SchemaSnapshot.capture(database);
        Filling filling = kind.fill(database, schema, names(schema), Set.of());
        assertThat(database.inTransaction()).isFalse();
        assertThat(values("SELECT \"table\" FROM pragma_foreign_key_check()")).isEmpty();
        assertThat(values("PRAGMA integrity_check")).containsExactly("ok");
        return filling;
    }

    private static List<String> names(SchemaSnapshot schema) {
        return Stream.<SchemaObject>concat(schema.tables().stream(), schema.virtualTables().stream())
                .map(SchemaObject::name)
                .toList();
    }

    private List<String> values(String sql) {
        return database.query(sql, row -> String.valueOf(row.text(1)));
    }

    private long count(String table) {
        return database.query("SELECT count(*) FROM " + SqlName.quoted(table), row -> row.number(1))
                .get(0);
    }

    /** SQLite accepts three rows of each of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a INTEGER NOT NULL, b TEXT NOT NULL, c REAL NOT NULL, d BLOB NOT NULL, e NUMERIC NOT NULL, f NOT NULL",
                "id TEXT PRIMARY KEY",
                "id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE COLLATE NOCASE",
                "a INT, b INT, PRIMARY KEY (a, b)",
                "id INTEGER PRIMARY KEY CHECK (id > 0)",
                "a TEXT UNIQUE, b TEXT UNIQUE, UNIQUE (b, a)",
                "status TEXT NOT NULL CHECK (status IN ('open', 'done'))",
                "status TEXT UNIQUE CHECK (status IN ('a', 'b', 'c'))",
                "priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 5)",
                "price REAL CHECK (price > 0 AND price < 1)",
                "amount DECIMAL(10, 2) NOT NULL CHECK (amount >= -0.5 AND amount <= 0.5)",
                "code TEXT NOT NULL CHECK (length(code) = 3)",
                "code TEXT NOT NULL UNIQUE CHECK (length(code) = 64 AND code NOT GLOB '*[^0-9a-f]*')",
                "hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)",
                "email TEXT NOT NULL UNIQUE CHECK (email LIKE '%_@_%._%')",
                "zip TEXT NOT NULL UNIQUE CHECK (zip GLOB '[0-9][0-9][0-9][0-9][0-9]')",
                "data TEXT NOT NULL CHECK (json_valid(data))",
                "data TEXT NOT NULL CHECK (json_type(data) = 'array')",
                "data TEXT CHECK (data IS NULL OR json_type(data, '$') IS 'object')",
                "day TEXT NOT NULL CHECK (day IS date(day))",
                "at TEXT NOT NULL CHECK (datetime(at) IS NOT NULL)",
                "at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))",
                "done INTEGER NOT NULL CHECK (done IN (0, 1)), at TEXT, CHECK ((done = 1) = (at IS NOT NULL))",
                "s INTEGER NOT NULL, e INTEGER NOT NULL, CHECK (s < e)",
                "s TEXT, e TEXT, CHECK (s IS NULL OR e IS NULL OR s <= e)",
                "a INT, b INT, c INT, CHECK ((a IS NULL) + (b IS NULL) + (c IS NULL) = 2)",
                "a INT NOT NULL, b INT NOT NULL, CHECK (a <> b), CHECK (a + b = 10)",
                "kind TEXT NOT NULL CHECK (kind IN ('user', 'team')), u INT, t INT,"
                        + " CHECK ((kind = 'user' AND u IS NOT NULL AND t IS NULL)"
                        + " OR (kind = 'team' AND t IS NOT NULL AND u IS NULL))",
                "a TEXT NOT NULL CHECK (a = lower(a)), b TEXT NOT NULL CHECK (b = trim(b) AND b <> '')",
                "a CHECK (typeof(a) = 'integer'), b CHECK (typeof(b) = 'blob'), c CHECK (typeof(c) = 'real')",
                "a INTEGER NOT NULL CHECK (a % 2 = 0)",
                "a TEXT, b AS (upper(a)) STORED, c AS (length(b)) NOT NULL",
                "a TEXT NOT NULL, n AS (length(a)) VIRTUAL CHECK (n BETWEEN 2 AND 4)",
                "data TEXT NOT NULL, kind TEXT NOT NULL GENERATED ALWAYS AS (json_extract(data, '$.kind')) VIRTUAL",
                "data TEXT, x AS (json_extract(data, '$.x'))",
                "t1 TEXT CHECK (t.t1 <> 'x')",
                "\"odd \"\" name\" TEXT NOT NULL, [select] INT UNIQUE",
                "data TEXT NOT NULL CHECK (json_extract(data, '$.type') IN ('a', 'b') AND data ->> '$.n' IS NOT NULL)",
                "data TEXT NOT NULL CHECK (json_extract(data, '$.a.b') = 7)",
                "a INT NOT NULL ON CONFLICT REPLACE DEFAULT 1, b TEXT UNIQUE ON CONFLICT IGNORE",
            })
    void makesRowsThatSatisfy(String columns) {
        Filling filling = filled("CREATE TABLE t(" + columns + ")");

        assertThat(filling.unfilled()).isEmpty();
        assertThat(count("t")).isEqualTo(3);
        assertThat(filling.touched()).containsExactly("t");
    }

    /** Strict columns take only their own type, and INTEGER PRIMARY KEY DESC is no id. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a INT NOT NULL, b INTEGER, c REAL NOT NULL, d TEXT NOT NULL, e BLOB NOT NULL, f ANY NOT NULL) STRICT",
                "is_on INTEGER, day TEXT, at_time TEXT, data_json TEXT, price REAL CHECK (price IN (1, 2))) STRICT",
                "id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16)) STRICT, WITHOUT ROWID",
                "a INTEGER, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID",
                "a INTEGER PRIMARY KEY, b TEXT UNIQUE) WITHOUT ROWID",
                "id INTEGER PRIMARY KEY DESC, a)",
                "a TEXT, b INT); CREATE UNIQUE INDEX i ON t(lower(a)) WHERE b IS NOT NULL",
                "a TEXT NOT NULL, b INT NOT NULL); CREATE UNIQUE INDEX i ON t(a || b)",
                "a TEXT NOT NULL CHECK (a IN ('x', 'y')), b INT NOT NULL CHECK (b IN (1, 2)));"
                        + " CREATE UNIQUE INDEX i ON t(a, b)",
                "a TEXT NOT NULL, b TEXT AS (substr(a, 1, 1)) STORED); CREATE INDEX i ON t(json_extract(a, '$.x'))",
                "a INTEGER NOT NULL REFERENCES t(id), id INTEGER PRIMARY KEY)",
                "id INTEGER PRIMARY KEY, parent INTEGER REFERENCES t(id))",
                "id TEXT PRIMARY KEY, parent TEXT NOT NULL REFERENCES t)",
                "tenant INT NOT NULL, id INT NOT NULL, up INT, PRIMARY KEY (tenant, id),"
                        + " FOREIGN KEY (tenant, up) REFERENCES t(tenant, id))",
                "a INT); CREATE TRIGGER r BEFORE INSERT ON t WHEN NEW.a > 10 BEGIN SELECT RAISE(ABORT, 'big'); END",
                "a TEXT NOT NULL); CREATE TRIGGER r BEFORE INSERT ON t BEGIN SELECT CASE WHEN NEW.a NOT LIKE '%@%'"
                        + " THEN RAISE(ABORT, 'no mail') END; END",
                "a TEXT NOT NULL); CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT RAISE(FAIL, 'no')"
                        + " WHERE length(NEW.a) <> 5; END",
            })
    void makesRowsFor(String definition) {
        Filling filling = filled("CREATE TABLE t(" + definition);

        assertThat(filling.unfilled()).isEmpty();
        assertThat(count("t")).isEqualTo(3);
    }

    @Test
    void valuesAreTelling() {
        filled("CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, age INTEGER, score REAL, pic BLOB, born DATE,"
                + " is_admin INTEGER, prefs JSON)");

        assertThat(values(
                        "SELECT quote(id)||' '||quote(substr(name, 1, 14))||' '||quote(age)||' '||quote(score)||' '||quote(pic)||' '"
                                + "||quote(born)||' '||quote(is_admin)||' '||quote(prefs) FROM users ORDER BY id DESC"))
                .containsExactly(
                        "0 '' NULL 26479.333333333332 X'' NULL 0 '{}'",
                        "-4303918716 NULL 9007200947593717 -480.1 NULL '2007-05-08' 1 NULL",
                        "-4303918717 'users.name 2 N' -7426363 NULL X'0012C082B4FF0000000000000002'"
                                + " '2007-05-09' NULL '{\"users.prefs\":2,\"name\":\"Fox 🦊\"}'");
    }

    @Test
    void everyNullableColumnIsNullSomewhereAndNotEverywhere() {
        filled("CREATE TABLE p(id INTEGER PRIMARY KEY);"
                + "CREATE TABLE t(a TEXT, b INT, c REAL, d BLOB, e NUMERIC, f, g BOOLEAN, h DATETIME, i JSON,"
                + " p INTEGER REFERENCES p, x TEXT CHECK (x IN ('u', 'v')), u TEXT UNIQUE)");

        for (String column : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "p", "x", "u")) {
            assertThat(values("SELECT count(" + column + ") BETWEEN 1 AND 2 FROM t"))
                    .as(column)
                    .containsExactly("1");
        }
    }

    @Test
    void theNextIdIsWhatItWasInAnEmptyTable() {
        filled("CREATE TABLE t(id INTEGER PRIMARY KEY, a)");
        run("INSERT INTO t(a) VALUES (1)");

        assertThat(values("SELECT id FROM t WHERE a = 1")).containsExactly("1");
    }

    @Test
    void rowsThatAreThereCountAndStayAndTheNextIdToo() {
        Filling filling = filled("CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE); INSERT INTO t VALUES (7, 'x')");

        assertThat(count("t")).isEqualTo(3);
        assertThat(values("SELECT a FROM t WHERE id = 7")).containsExactly("x");
        assertThat(values("SELECT max(id) FROM t")).containsExactly("7");
        assertThat(filling.made().values().iterator().next().size()).isEqualTo(2);
    }

    @Test
    void conflictClausesDeleteNoRowThatIsThere() {
        filled(
                "CREATE TABLE t(a INT UNIQUE ON CONFLICT REPLACE CHECK (a IN (1, 2)), b); INSERT INTO t VALUES (1, 'mine')");

        assertThat(values("SELECT b FROM t WHERE a = 1")).containsExactly("mine");
    }

    @Test
    void aCounterOfATableThatNothingIsInsertedIntoIsRaised() {
        filled("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a)");

        assertThat(values("SELECT seq FROM sqlite_sequence WHERE name = 't'")).containsExactly("4211");
    }

    @Test
    void aCounterThatScriptsUseStays() {
        run("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a);"
                + "CREATE TABLE u(id INTEGER PRIMARY KEY AUTOINCREMENT, a); INSERT INTO u VALUES (9, 1)");
        SchemaSnapshot schema = SchemaSnapshot.capture(database);
        rows.fill(database, schema, List.of("t", "u"), Set.of("t", "u"));

        assertThat(values("SELECT name || seq FROM sqlite_sequence")).containsExactly("u9");
        run("INSERT INTO t(a) VALUES (5)");
        assertThat(values("SELECT id FROM t WHERE a = 5")).containsExactly("1");
    }

    @Test
    void parentsAreFilledFirstAndUnasked() {
        run(
                "CREATE TABLE c(id INTEGER PRIMARY KEY, x INT NOT NULL, y TEXT NOT NULL, FOREIGN KEY (x, y) REFERENCES p(a, b));"
                        + "CREATE TABLE p(a INT, b TEXT, g TEXT NOT NULL REFERENCES g(code), UNIQUE (a, b));"
                        + "CREATE TABLE g(code TEXT UNIQUE)");
        Filling filling = rows.fill(database, SchemaSnapshot.capture(database), List.of("C"), Set.of());

        assertThat(filling.touched()).containsExactlyInAnyOrder("c", "p", "g");
        // One key of p is NULL: nobody can refer to it.
        assertThat(values("SELECT count(DISTINCT x) FROM c")).containsExactly("2");
        assertThat(values("SELECT \"table\" FROM pragma_foreign_key_check()")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOT NULL", "NOT NULL DEFERRABLE INITIALLY DEFERRED"})
    void circlesClose(String clause) {
        database.foreignKeys(true);
        Filling filling =
                filled("CREATE TABLE a(id INTEGER PRIMARY KEY, b INT " + clause.replace("NULL", "NULL REFERENCES b")
                        + (clause.isEmpty() ? "REFERENCES b" : "") + ");"
                        + "CREATE TABLE b(id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a)");

        assertThat(filling.unfilled()).isEmpty();
        assertThat(values("SELECT count(a.b) > 1 FROM a JOIN b ON b.id = a.b")).containsExactly("1");
        assertThat(values("PRAGMA foreign_keys")).containsExactly("1");
        assertThat(values("PRAGMA defer_foreign_keys")).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aForeignKeyToNoTableIsNullOrTheReason(boolean checked) {
        database.foreignKeys(checked);
        Filling filling = filled("CREATE TABLE a(x INT REFERENCES nowhere(id), y TEXT);"
                + "CREATE TABLE b(x INT NOT NULL REFERENCES nowhere(id), y TEXT)");

        assertThat(count("a")).isEqualTo(3);
        assertThat(values("SELECT count(x) FROM a")).containsExactly("0");
        assertThat(filling.unfilled())
                .extracting(UnfilledTable::describe)
                .containsExactly(
                        "no rows could be made for b: its foreign key (x) refers to nowhere, where no row could be"
                                + " found that it may refer to");
        assertThat(values("PRAGMA foreign_keys")).containsExactly(checked ? "1" : "0");
    }

    @Test
    void junctionsGetDifferentPairsAndAOneToOneTableGetsEachParentOnce() {
        filled("CREATE TABLE u(id INTEGER PRIMARY KEY); CREATE TABLE r(id INTEGER PRIMARY KEY);"
                + "CREATE TABLE ur(u INT NOT NULL REFERENCES u, r INT NOT NULL REFERENCES r, PRIMARY KEY (u, r)) WITHOUT ROWID;"
                + "CREATE TABLE profile(u INTEGER PRIMARY KEY REFERENCES u ON DELETE CASCADE, bio TEXT)");

        assertThat(count("ur")).isEqualTo(3);
        assertThat(count("profile")).isEqualTo(3);
    }

    @Test
    void foreignKeysThatShareAColumnAgree() {
        filled("CREATE TABLE tenant(id TEXT PRIMARY KEY);"
                + "CREATE TABLE u(tenant TEXT NOT NULL REFERENCES tenant, id INT NOT NULL, PRIMARY KEY (tenant, id));"
                + "CREATE TABLE doc(id INTEGER PRIMARY KEY, tenant TEXT NOT NULL REFERENCES tenant, owner INT NOT NULL,"
                + " editor INT, FOREIGN KEY (tenant, owner) REFERENCES u, FOREIGN KEY (tenant, editor) REFERENCES u)");

        assertThat(count("doc")).isEqualTo(3);
        assertThat(values("SELECT count(editor) > 0 FROM doc")).containsExactly("1");
    }

    @Test
    void aTriggersTablesAreTouched() {
        Filling filling = filled("CREATE TABLE t(a TEXT); CREATE TABLE log(id INTEGER PRIMARY KEY, what TEXT);"
                + "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log(what) VALUES (NEW.a); END");

        assertThat(filling.touched()).containsExactlyInAnyOrder("t", "log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABORT, 'no'", "FAIL, 'no'", "ROLLBACK, 'no'"})
    void aTriggerThatTakesNothingIsTheReason(String raise) {
        Filling filling = filled("CREATE TABLE t(a TEXT); CREATE TABLE u(a TEXT);"
                + "CREATE TRIGGER g BEFORE INSERT ON t BEGIN SELECT RAISE(" + raise + "); END");

        assertThat(filling.unfilled()).containsExactly(new UnfilledTable("t", "no"));
        assertThat(count("t")).isZero();
        assertThat(count("u")).isEqualTo(3);
    }

    @Test
    void aTriggerThatPassesOverRowsIsTheReason() {
        Filling filling =
                filled("CREATE TABLE t(a TEXT); CREATE TRIGGER g BEFORE INSERT ON t BEGIN SELECT RAISE(IGNORE); END");

        assertThat(filling.unfilled())
                .containsExactly(new UnfilledTable("t", "a trigger passes over new rows (RAISE(IGNORE))"));
    }

    @Test
    void aCheckThatNothingFulfilsIsTheReason() {
        Filling filling = filled("CREATE TABLE t(a INT NOT NULL CHECK (a > 1 AND a < 1))");

        assertThat(filling.unfilled())
                .containsExactly(new UnfilledTable("t", "no values were found that fulfil a > 1 and a < 1"));
    }

    @Test
    void aTableOfOneRowIsFull() {
        Filling filling = filled("CREATE TABLE t(id INTEGER PRIMARY KEY CHECK (id = 1), a TEXT)");

        assertThat(count("t")).isEqualTo(1);
        assertThat(filling.unfilled()).isEmpty();
    }

    @Test
    void fullTextAndBoxesAreFilled() {
        Filling filling = filled("CREATE VIRTUAL TABLE f USING fts5(title, body, tag UNINDEXED);"
                + "CREATE VIRTUAL TABLE c USING fts5(title, content='');"
                + "CREATE VIRTUAL TABLE old USING fts4(title);"
                + "CREATE VIRTUAL TABLE box USING rtree(id, x0, x1, y0, y1, +note);"
                + "CREATE TABLE note(id INTEGER PRIMARY KEY, body TEXT NOT NULL);"
                + "CREATE VIRTUAL TABLE nf USING fts5(body, content='note', content_rowid='id');");

        assertThat(filling.unfilled()).isEmpty();
        for (String table : List.of("f", "c", "old", "box", "note", "nf")) {
            assertThat(count(table)).as(table).isEqualTo(3);
        }
        // One body is empty.
        assertThat(values("SELECT count(*) FROM nf WHERE nf MATCH 'note'")).containsExactly("2");
        run("INSERT INTO nf(nf, rank) VALUES ('integrity-check', 1)");
    }

    @Test
    void anIndexThatTriggersFillHasEachRowOnce() {
        filled(
                "CREATE TABLE note(id INTEGER PRIMARY KEY, body TEXT NOT NULL);"
                        + "CREATE VIRTUAL TABLE nf USING fts5(body, content='note', content_rowid='id');"
                        + "CREATE TRIGGER g AFTER INSERT ON note BEGIN INSERT INTO nf(rowid, body) VALUES (NEW.id, NEW.body); END");

        run("INSERT INTO nf(nf, rank) VALUES ('integrity-check', 1)");
        // One body is empty.
        assertThat(values("SELECT count(*) FROM nf WHERE nf MATCH 'note'")).containsExactly("2");
    }

    @Test
    void plainValuesAreDistinctAndWhatFunctionsRead() {
        filled(
                rows.plain(),
                "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT CHECK (b IN ('x', 'y')), c INT, d BOOLEAN, e DATE)");

        assertThat(count("t")).isEqualTo(2);
        assertThat(values("SELECT json_valid(a) AND datetime(a) IS NOT NULL AND a = CAST(a AS INT) AND date(e) = e"
                        + " AND json_extract(a, '$.x') IS NULL FROM t"))
                .containsExactly("1", "1");
        for (String column : List.of("a", "b", "c", "d", "e")) {
            assertThat(values("SELECT count(DISTINCT " + column + ") FROM t")).containsExactly("2");
        }
    }

    @Test
    void addPutsMoreRowsInWhateverIsThere() {
        Filling first = filled("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT NOT NULL UNIQUE)");
        Filling second = rows.add(database, SchemaSnapshot.capture(database), List.of("t"));

        assertThat(count("t")).isEqualTo(6);
        MadeKeys later = second.made().values().iterator().next();
        assertThat(later.size()).isEqualTo(3);
        for (long id : database.query("SELECT id FROM t", row -> row.number(1))) {
            assertThat(later.contains(List.of(id)))
                    .isNotEqualTo(first.made().values().iterator().next().contains(List.of(id)));
        }
        run("INSERT INTO t(a) VALUES ('next')");
        assertThat(values("SELECT id FROM t WHERE a = 'next'")).containsExactly("1");
    }

    @Test
    void manyRowsAreMade() {
        filled(
                SyntheticRows.of(20_000, 1),
                "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT NOT NULL UNIQUE, b INT,"
                        + " c TEXT CHECK (c IN ('x', 'y')), d TEXT)");

        assertThat(count("t")).isEqualTo(20_000);
    }

    @Test
    void theSeedDecidesTheValues() {
        String sql = "CREATE TABLE t(a TEXT NOT NULL, b INTEGER NOT NULL)";
        filled(sql);
        List<String> one = values("SELECT a || b FROM t");
        run("DELETE FROM t");
        SchemaSnapshot schema = SchemaSnapshot.capture(database);
        SyntheticRows.of(3, 1).fill(database, schema, List.of("t"), Set.of());
        assertThat(values("SELECT a || b FROM t")).isEqualTo(one);
        run("DELETE FROM t");
        SyntheticRows.of(3, 2).fill(database, schema, List.of("t"), Set.of());
        assertThat(values("SELECT a || b FROM t")).doesNotContainAnyElementsOf(one);
    }
}
