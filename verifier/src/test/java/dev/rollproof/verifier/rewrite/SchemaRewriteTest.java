package dev.rollproof.verifier.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written, whole, for one kind of change after the other. That it is right for rows, the property test says. */
class SchemaRewriteTest {
    @Test
    void makesAnIndexAnew() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a, b);
                CREATE INDEX i ON t(a);
                """, """
                CREATE TABLE t (a, b);
                CREATE INDEX i ON t(a, b) WHERE a > 0;
                """);

        assertThat(rewrite.script()).isEqualTo("""
                DROP INDEX i;
                CREATE INDEX i ON t(a, b) WHERE a > 0;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void makesAViewAnewAndLeavesTheOneOverIt() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a, b);
                CREATE VIEW v AS SELECT a FROM t;
                CREATE VIEW w AS SELECT a FROM v;
                """, """
                CREATE TABLE t (a, b);
                CREATE VIEW v AS SELECT a, b FROM t;
                CREATE VIEW w AS SELECT a FROM v;
                """);

        assertThat(rewrite.script()).isEqualTo("""
                DROP VIEW v;
                CREATE VIEW v AS SELECT a, b FROM t;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void makesATriggerAnewAsItWasWritten() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a, b);
                CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;
                """, """
                CREATE TABLE t (a, b);
                CREATE TRIGGER g AFTER INSERT ON t BEGIN
                  UPDATE t SET b = 1;
                END;
                """);

        assertThat(rewrite.script()).isEqualTo("""
                DROP TRIGGER g;
                CREATE TRIGGER g AFTER INSERT ON t BEGIN
                  UPDATE t SET b = 1;
                END;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    /** With rules first, SQLite says foreign key mismatch where lists is dropped. */
    @Test
    void makesATableLastThatRefersToAKeyWhichIsUniqueOnlyThen() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE lists (id INTEGER PRIMARY KEY, owner TEXT);
                """, """
                CREATE TABLE lists (id INTEGER PRIMARY KEY, owner TEXT NOT NULL);
                CREATE UNIQUE INDEX lists_owner ON lists(owner);
                CREATE TABLE rules (owner TEXT REFERENCES lists(owner) ON DELETE CASCADE);
                """);

        assertThat(rewrite.statements())
                .contains("DROP TABLE lists;", "CREATE UNIQUE INDEX lists_owner ON lists(owner);");
        assertThat(rewrite.statements().get(rewrite.statements().size() - 1))
                .isEqualTo("CREATE TABLE rules (owner TEXT REFERENCES lists(owner) ON DELETE CASCADE);");
    }

    @Test
    void addsAColumnAtTheEnd() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                """, """
                CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, nickname TEXT DEFAULT 'x' -- a comment
                );
                """);

        assertThat(rewrite.script()).isEqualTo("""
                ALTER TABLE users ADD COLUMN nickname TEXT DEFAULT 'x';
                """);
        assertThat(rewrite.losses()).containsExactly("users.nickname (its values)");
    }

    @Test
    void dropsAColumnAfterItsIndex() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, nickname TEXT);
                CREATE INDEX i ON users(nickname);
                """, """
                CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                DROP INDEX i;
                ALTER TABLE users DROP COLUMN nickname;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void renamesAColumnWhereTheRenameIsKnown() {
        Renames renames = Renames.undoing(SqlScript.read("ALTER TABLE users RENAME COLUMN name TO full_name;")
                .statements());
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE users (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL);
                CREATE VIEW v AS SELECT full_name FROM users;
                """, """
                CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                CREATE VIEW v AS SELECT name FROM users;
                """, renames);

        assertThat(rewrite.script()).isEqualTo("""
                ALTER TABLE users RENAME COLUMN full_name TO name;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void renamesATableAndItsColumn() {
        Renames renames = Renames.undoing(
                SqlScript.read("ALTER TABLE users RENAME COLUMN name TO full_name; ALTER TABLE users RENAME TO people;")
                        .statements());
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE people (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL);
                """, """
                CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                """, renames);

        assertThat(rewrite.script()).isEqualTo("""
                ALTER TABLE people RENAME COLUMN full_name TO name;
                ALTER TABLE people RENAME TO users;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void buildsATableAnewForTheOrderOfItsColumns() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a INTEGER, c INTEGER, b TEXT);
                CREATE INDEX i ON t(a);
                """, """
                CREATE TABLE t (
                  a INTEGER,
                  b TEXT,
                  c INTEGER
                );
                CREATE INDEX i ON t(a);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE new_t (
                  a INTEGER,
                  b TEXT,
                  c INTEGER
                );
                INSERT INTO new_t (a, b, c) SELECT a, b, c FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;
                CREATE INDEX i ON t(a);
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void fillsWithTheDefaultWhereAColumnBecomesNotNull() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a INTEGER, b TEXT);
                """, """
                CREATE TABLE t (a INTEGER NOT NULL DEFAULT 0, b TEXT);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE new_t (a INTEGER NOT NULL DEFAULT 0, b TEXT);
                INSERT INTO new_t (a, b) SELECT COALESCE(a, 0), b FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void buildsATableAnewForStrict() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a INTEGER, b TEXT);
                """, """
                CREATE TABLE t (a INTEGER, b TEXT) STRICT;
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE new_t (a INTEGER, b TEXT) STRICT;
                INSERT INTO new_t (a, b) SELECT a, b FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void savesTheRowsThatACascadeWouldTake() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
                CREATE TABLE books (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES authors ON DELETE CASCADE, title TEXT);
                CREATE TRIGGER log AFTER DELETE ON books BEGIN SELECT 1; END;
                """, """
                CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                CREATE TABLE books (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES authors ON DELETE CASCADE, title TEXT);
                CREATE TRIGGER log AFTER DELETE ON books BEGIN SELECT 1; END;
                """);

        assertThat(rewrite.script()).isEqualTo("""
                PRAGMA defer_foreign_keys = ON;
                CREATE TABLE saved_authors AS SELECT id, name FROM authors;
                CREATE TABLE saved_books AS SELECT id, author, title FROM books;
                DROP TRIGGER log;
                DELETE FROM books;
                DROP TABLE authors;
                CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO authors (id, name) SELECT id, name FROM saved_authors;
                INSERT INTO books (id, author, title) SELECT id, author, title FROM saved_books;
                DROP TABLE saved_authors;
                DROP TABLE saved_books;
                CREATE TRIGGER log AFTER DELETE ON books BEGIN SELECT 1; END;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void leavesRowsAloneThatNoActionWouldTake() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
                CREATE TABLE books (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES authors, title TEXT);
                """, """
                CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                CREATE TABLE books (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES authors, title TEXT);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                PRAGMA defer_foreign_keys = ON;
                CREATE TABLE saved_authors AS SELECT id, name FROM authors;
                DROP TABLE authors;
                CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO authors (id, name) SELECT id, name FROM saved_authors;
                DROP TABLE saved_authors;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void buildsATableAnewThatRefersToItself() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES nodes ON DELETE CASCADE, name TEXT);
                """, """
                CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES nodes ON DELETE CASCADE, name TEXT NOT NULL);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                PRAGMA defer_foreign_keys = ON;
                CREATE TABLE saved_nodes AS SELECT id, parent, name FROM nodes;
                DROP TABLE nodes;
                CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES nodes ON DELETE CASCADE, name TEXT NOT NULL);
                INSERT INTO nodes (id, parent, name) SELECT id, parent, name FROM saved_nodes;
                DROP TABLE saved_nodes;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void buildsATableAnewUnderItsNameWhereAViewAndATriggerMentionIt() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a INTEGER, b TEXT);
                CREATE TABLE log (x);
                CREATE VIEW v AS SELECT a FROM t;
                CREATE TRIGGER g AFTER INSERT ON log BEGIN DELETE FROM t WHERE a < 0; END;
                """, """
                CREATE TABLE t (a INTEGER, b TEXT NOT NULL);
                CREATE TABLE log (x);
                CREATE VIEW v AS SELECT a FROM t;
                CREATE TRIGGER g AFTER INSERT ON log BEGIN DELETE FROM t WHERE a < 0; END;
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE saved_t AS SELECT a, b FROM t;
                DROP TABLE t;
                CREATE TABLE t (a INTEGER, b TEXT NOT NULL);
                INSERT INTO t (a, b) SELECT a, b FROM saved_t;
                DROP TABLE saved_t;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void fillsAFullTextIndexFromItsTable() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
                CREATE VIRTUAL TABLE search USING fts5(title, content='posts', content_rowid='id');
                """, """
                CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
                CREATE VIRTUAL TABLE search USING fts5(title, body, content='posts', content_rowid='id');
                """);

        assertThat(rewrite.script()).isEqualTo("""
                DROP TABLE search;
                CREATE VIRTUAL TABLE search USING fts5(title, body, content='posts', content_rowid='id');
                INSERT INTO search (search) VALUES ('rebuild');
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void keepsTheRowsOfAFullTextTable() {
        SchemaRewrite rewrite = rewrite("""
                CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize='porter');
                """, """
                CREATE VIRTUAL TABLE search USING fts5(title, body);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE saved_search AS SELECT rowid, title, body FROM search;
                DROP TABLE search;
                CREATE VIRTUAL TABLE search USING fts5(title, body);
                INSERT INTO search (rowid, title, body) SELECT rowid, title, body FROM saved_search;
                DROP TABLE saved_search;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void setsTheUserVersion() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a);
                PRAGMA user_version = 3;
                """, """
                CREATE TABLE t (a);
                PRAGMA user_version = 2;
                """);

        assertThat(rewrite.script()).isEqualTo("""
                PRAGMA user_version = 2;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void keepsTheCounterOfAnAutoincrementKey() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT);
                """, """
                CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT UNIQUE);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE new_t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT UNIQUE);
                INSERT INTO sqlite_sequence (name, seq) SELECT 'new_t', seq FROM sqlite_sequence WHERE name = 't';
                INSERT INTO new_t (id, b) SELECT id, b FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void buildsATableAnewForAStoredColumn() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a INTEGER, b INTEGER);
                """, """
                CREATE TABLE t (a INTEGER, b INTEGER, twice INTEGER GENERATED ALWAYS AS (a * 2) STORED);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE new_t (a INTEGER, b INTEGER, twice INTEGER GENERATED ALWAYS AS (a * 2) STORED);
                INSERT INTO new_t (a, b) SELECT a, b FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void addsAVirtualColumn() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a INTEGER, b INTEGER);
                """, """
                CREATE TABLE t (a INTEGER, b INTEGER, twice INTEGER AS (a * 2));
                """);

        assertThat(rewrite.script()).isEqualTo("""
                ALTER TABLE t ADD COLUMN twice INTEGER AS (a * 2);
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void buildsATableAnewForWithoutRowid() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (code TEXT PRIMARY KEY, b INTEGER);
                """, """
                CREATE TABLE t (code TEXT PRIMARY KEY, b INTEGER) WITHOUT ROWID;
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE new_t (code TEXT PRIMARY KEY, b INTEGER) WITHOUT ROWID;
                INSERT INTO new_t (code, b) SELECT code, b FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void dropsChildrenBeforeParents() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE a (id INTEGER PRIMARY KEY);
                CREATE TABLE b (id INTEGER PRIMARY KEY, a_id REFERENCES a);
                """, """
                CREATE TABLE x (id INTEGER PRIMARY KEY);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                DROP TABLE b;
                DROP TABLE a;
                CREATE TABLE x (id INTEGER PRIMARY KEY);
                """);
        assertThat(rewrite.losses()).containsExactly("x (its rows)");
    }

    @Test
    void buildsTwoParentsOfOneChildAnew() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE a (id INTEGER PRIMARY KEY, n);
                CREATE TABLE b (id INTEGER PRIMARY KEY, n);
                CREATE TABLE ab (a_id REFERENCES a ON DELETE CASCADE, b_id REFERENCES b ON DELETE CASCADE);
                """, """
                CREATE TABLE a (id INTEGER PRIMARY KEY, n UNIQUE);
                CREATE TABLE b (id INTEGER PRIMARY KEY, n UNIQUE);
                CREATE TABLE ab (a_id REFERENCES a ON DELETE CASCADE, b_id REFERENCES b ON DELETE CASCADE);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                PRAGMA defer_foreign_keys = ON;
                CREATE TABLE saved_b AS SELECT id, n FROM b;
                CREATE TABLE saved_a AS SELECT id, n FROM a;
                CREATE TABLE saved_ab AS SELECT rowid, a_id, b_id FROM ab;
                DELETE FROM ab;
                DROP TABLE a;
                CREATE TABLE a (id INTEGER PRIMARY KEY, n UNIQUE);
                DROP TABLE b;
                CREATE TABLE b (id INTEGER PRIMARY KEY, n UNIQUE);
                INSERT INTO b (id, n) SELECT id, n FROM saved_b;
                INSERT INTO a (id, n) SELECT id, n FROM saved_a;
                INSERT INTO ab (rowid, a_id, b_id) SELECT rowid, a_id, b_id FROM saved_ab;
                DROP TABLE saved_b;
                DROP TABLE saved_a;
                DROP TABLE saved_ab;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void dropsATableBeforeTheOneThatItRefersTo() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
                CREATE TABLE books (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES authors ON DELETE CASCADE, title TEXT);
                """, """
                CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                DROP TABLE books;
                CREATE TABLE new_authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO new_authors (id, name) SELECT id, name FROM authors;
                DROP TABLE authors;
                ALTER TABLE new_authors RENAME TO authors;
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void saysWhatStandsInForValuesThatAreGone() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (id INTEGER PRIMARY KEY, a, b);
                """, """
                CREATE TABLE t (id INTEGER PRIMARY KEY, c NOT NULL, d NOT NULL DEFAULT 3);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE new_t (id INTEGER PRIMARY KEY, c NOT NULL, d NOT NULL DEFAULT 3);
                INSERT INTO new_t (id, c) SELECT id, '' FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;
                """);
        assertThat(rewrite.losses()).containsExactly("t.c (its values; '' stands in for them)", "t.d (its values)");
    }

    @Test
    void quotesNamesThatNeedIt() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE "my table" ("a b" TEXT, "select" INTEGER, "q""q" REAL);
                """, """
                CREATE TABLE "my table" ("select" INTEGER, "a b" TEXT, "q""q" REAL);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                CREATE TABLE "new_my table" ("select" INTEGER, "a b" TEXT, "q""q" REAL);
                INSERT INTO "new_my table" ("select", "a b", "q""q") SELECT "select", "a b", "q""q" FROM "my table";
                DROP TABLE "my table";
                ALTER TABLE "new_my table" RENAME TO "my table";
                """);
        assertThat(rewrite.losses()).isEmpty();
    }

    @Test
    void dropsAnIndexWhoseNameATableIsToHave() {
        SchemaRewrite rewrite = rewrite("""
                CREATE TABLE t (a);
                CREATE INDEX i ON t(a);
                """, """
                CREATE TABLE t (a);
                CREATE TABLE i (x);
                """);

        assertThat(rewrite.script()).isEqualTo("""
                DROP INDEX i;
                CREATE TABLE i (x);
                """);
        assertThat(rewrite.losses()).containsExactly("i (its rows)");
    }

    @Test
    void writesNothingWhereTheSchemasAreTheSame() {
        SchemaRewrite rewrite = rewrite("CREATE TABLE t (a, b)", "CREATE TABLE \"t\" (a,  b)");

        assertThat(rewrite.statements()).isEmpty();
        assertThat(rewrite.script()).isEmpty();
    }

    @Test
    void keepsRowsOfAStrictTableThatACascadeWouldTake() {
        String parent = "CREATE TABLE p (id INTEGER PRIMARY KEY%s);";
        String child = "CREATE TABLE c (p INT REFERENCES p ON DELETE CASCADE, a ANY) STRICT;";
        String script = rewrite(parent.formatted("") + child, parent.formatted(", x NOT NULL") + child)
                .script();
        try (SqliteDatabase database = database(parent.formatted("") + child)) {
            database.command("INSERT INTO p VALUES (1), (2)");
            database.command("INSERT INTO c (rowid, p, a) VALUES (5, 1, '1'), (9, 2, 1), (12, NULL, x'01')");
            database.foreignKeys(true);
            database.command("BEGIN");
            SqlScript.read(script).statements().forEach(database::execute);
            database.command("COMMIT");

            assertThat(strings(database, "SELECT rowid || ' ' || quote(p) || ' ' || quote(a) FROM c"))
                    .containsExactly("5 1 '1'", "9 2 1", "12 NULL X'01'");
        }
    }

    /** SQLite drops no table of these three before the others. */
    @Test
    void saysWhatStandsAgainstIt() {
        String cycle = """
                CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b ON DELETE CASCADE, c REFERENCES c ON DELETE CASCADE);
                CREATE TABLE b (id INTEGER PRIMARY KEY, a REFERENCES a ON DELETE CASCADE, c REFERENCES c ON DELETE CASCADE);
                CREATE TABLE c (id INTEGER PRIMARY KEY, a REFERENCES a ON DELETE CASCADE, b REFERENCES b ON DELETE CASCADE);
                """;

        assertThatThrownBy(() -> rewrite(cycle, "CREATE TABLE t (a)"))
                .isInstanceOf(UnwritableSchemaException.class)
                .hasMessage("SQLite refuses DROP TABLE b; (no such table: main.a)");
    }

    private static SchemaRewrite rewrite(String from, String to) {
        return rewrite(from, to, Renames.NONE);
    }

    private static SchemaRewrite rewrite(String from, String to, Renames renames) {
        try (SqliteDatabase one = database(from);
                SqliteDatabase other = database(to)) {
            return SchemaRewrite.of(SchemaSnapshot.capture(one), SchemaSnapshot.capture(other), renames);
        }
    }

    private static SqliteDatabase database(String script) {
        SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);
        SqlScript.read(script).statements().forEach(database::execute);
        return database;
    }

    private static List<String> strings(SqliteDatabase database, String sql) {
        return database.query(sql, row -> String.valueOf(row.text(1)));
    }
}
