package dev.rollproof.verifier.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableDigestTest {
    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    private TableDigest digest(String table) {
        SchemaObject relation = SchemaSnapshot.capture(database).relation(table).orElseThrow();
        return TableDigest.of(database, relation, TableDigest.columns(database, relation))
                .orElseThrow();
    }

    /** Each value alone in a table without types. */
    private TableDigest digestOf(String value) {
        database.command("DROP TABLE IF EXISTS v");
        database.command("CREATE TABLE v(a)");
        database.command("INSERT INTO v VALUES (" + value + ")");
        return digest("v");
    }

    @Test
    void tellsValuesThatLookAlikeApart() {
        List<String> values = List.of(
                "NULL",
                "''",
                "x''",
                "'NULL'",
                "'null'",
                "0",
                "0.0",
                "'0'",
                "x'30'",
                "1",
                "1.0",
                "'1'",
                "'1.0'",
                "x'31'",
                "'[\"31\"]'",
                "'\"'",
                "'\\'",
                "'\\n'",
                "char(10)",
                "char(0)",
                "'a'",
                "'a' || char(0)",
                "'a' || char(0) || 'b'",
                "'a' || char(0) || 'c'",
                "'\\u0000'",
                "9e999",
                "-9e999",
                "9223372036854775807",
                "9223372036854775806",
                "9223372036854775807.0",
                "-9223372036854775808",
                "0.1",
                "0.1 + 0.2",
                "0.3",
                "1.0 / 3",
                "1e300",
                "5e-324",
                "'é'",
                "'e' || char(769)",
                "'É'",
                "CAST(x'ff' AS TEXT)",
                "CAST(x'fe' AS TEXT)",
                "x'ff'",
                "CAST(x'efbfbd' AS TEXT)",
                "'🙂'",
                "zeroblob(3)",
                "zeroblob(4)");
        Set<TableDigest> digests = new HashSet<>();
        values.forEach(value -> digests.add(digestOf(value)));

        assertThat(digests).hasSameSizeAs(values);
        values.forEach(value -> assertThat(digests).contains(digestOf(value)));
    }

    @Test
    void takesZeroAndMinusZeroForOneValueAsSqliteDoes() {
        assertThat(digestOf("-0.0")).isEqualTo(digestOf("0.0"));
    }

    @Test
    void tellsWhichColumnAValueStandsIn() {
        database.command("CREATE TABLE t(a, b)");
        database.command("INSERT INTO t VALUES ('x', 'y'), (NULL, 'z')");
        TableDigest digest = digest("t");

        database.command("UPDATE t SET a = b, b = a");

        assertThat(digest("t"))
                .isNotEqualTo(digest)
                .extracting(TableDigest::rows)
                .isEqualTo(2L);
    }

    @Test
    void knowsNoOrderAndNoUnnamedRowid() {
        database.command("CREATE TABLE t(a, b)");
        database.command("INSERT INTO t VALUES (1, 'x'), (2, 'y'), (2, 'y')");
        TableDigest digest = digest("t");

        database.command("DELETE FROM t");
        database.command("INSERT INTO t(rowid, a, b) VALUES (-7, 2, 'y'), (8, 2, 'y'), (9, 1, 'x')");

        assertThat(digest("t")).isEqualTo(digest);
        database.command("DELETE FROM t WHERE rowid = 8");
        assertThat(digest("t")).isNotEqualTo(digest);
    }

    @Test
    void countsARowidThatIsAColumn() {
        database.command("CREATE TABLE t(id INTEGER PRIMARY KEY, b)");
        database.command("INSERT INTO t VALUES (1, 'x')");
        TableDigest digest = digest("t");

        database.command("UPDATE t SET id = 2");

        assertThat(digest("t")).isNotEqualTo(digest);
    }

    @Test
    void readsTablesWithoutRowidAndThoseThatTakeItsNames() {
        database.command("CREATE TABLE w(a TEXT, b BLOB, PRIMARY KEY (b DESC, a COLLATE NOCASE)) WITHOUT ROWID");
        database.command("INSERT INTO w VALUES ('x', x'00'), ('y', x'00')");
        database.command("CREATE TABLE n(rowid TEXT, _rowid_ TEXT, oid TEXT, \"a\"\"b\" TEXT)");
        database.command("INSERT INTO n VALUES ('1', '2', '3', '4')");
        TableDigest w = digest("w");
        TableDigest n = digest("n");

        database.command("UPDATE w SET a = 'Y' WHERE a = 'y'");
        database.command("UPDATE n SET oid = '4'");

        assertThat(digest("w")).isNotEqualTo(w);
        assertThat(digest("n")).isNotEqualTo(n);
    }

    @Test
    void readsVirtualTablesByTheirColumns() {
        database.command("CREATE VIRTUAL TABLE f USING fts5(title, body)");
        database.command("INSERT INTO f VALUES ('one', 'two')");
        database.command("CREATE VIRTUAL TABLE r USING rtree(id, low, high)");
        database.command("INSERT INTO r VALUES (1, 2, 3)");
        TableDigest f = digest("f");
        TableDigest r = digest("r");

        database.command("UPDATE f SET body = 'three'");
        database.command("UPDATE r SET high = 4");

        assertThat(digest("f")).isNotEqualTo(f).extracting(TableDigest::rows).isEqualTo(1L);
        assertThat(digest("r")).isNotEqualTo(r);
    }

    @Test
    void passesOverAVirtualTableThatNeedsWhatIsNotThere() {
        database.command("CREATE TABLE c(id INTEGER PRIMARY KEY, a)");
        database.command("INSERT INTO c VALUES (1, 'x')");
        database.command("CREATE VIRTUAL TABLE f USING fts5(a, content='c', content_rowid='id')");
        assertThat(digest("f").rows()).isEqualTo(1);
        database.command("DROP TABLE c");

        SchemaObject f = SchemaSnapshot.capture(database).relation("f").orElseThrow();

        assertThat(TableDigest.of(database, f, List.of("a"))).isEmpty();
    }

    @Test
    void findsOneChangeInManyPages() {
        database.command("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)");
        database.command(
                "INSERT INTO t SELECT i * 3, 'v' || i FROM (WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s"
                        + " WHERE i < 5000) SELECT i FROM s)");
        TableDigest digest = digest("t");

        database.command("UPDATE t SET a = 'V5000' WHERE id = 15000");

        assertThat(digest("t"))
                .isNotEqualTo(digest)
                .extracting(TableDigest::rows)
                .isEqualTo(5000L);
    }

    /** A thousand such rows joined are longer than SQLite lets a value be. */
    @Test
    void readsRowsThatDoNotFitIntoOneText() {
        database.command("CREATE TABLE t(id INTEGER PRIMARY KEY, a BLOB)");
        for (int i = 0; i < 3; i++) {
            database.update("INSERT INTO t(a) VALUES (zeroblob(?))", (20 << 20) + i);
        }
        TableDigest digest = digest("t");

        database.command("UPDATE t SET a = zeroblob(5) WHERE id = 3");

        assertThat(digest("t")).isNotEqualTo(digest);
        database.update("UPDATE t SET a = zeroblob(?) WHERE id = 3", (20 << 20) + 2);
        assertThat(digest("t")).isEqualTo(digest);
    }

    @Test
    void readsTablesWithMoreColumnsThanAFunctionTakes() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            columns.add("c" + i);
        }
        database.command("CREATE TABLE t(" + String.join(", ", columns) + ")");
        database.command("INSERT INTO t(c0) VALUES (1)");
        TableDigest digest = digest("t");

        database.command("UPDATE t SET c0 = NULL, c100 = 1");

        assertThat(digest("t")).isNotEqualTo(digest);
    }

    /** Against a dump of all values in Java, sorted. */
    @Test
    void isEqualExactlyWhereADumpIs() {
        Random random = new Random(7);
        List<TableDigest> digests = new ArrayList<>();
        List<List<String>> dumps = new ArrayList<>();
        database.command("CREATE TABLE t(a, b TEXT, c REAL, d BLOB)");
        for (int i = 0; i < 300; i++) {
            database.command(i % 10 == 0 ? "DELETE FROM t" : "DELETE FROM t WHERE rowid % 3 = " + random.nextInt(3));
            for (int rows = random.nextInt(3); rows > 0; rows--) {
                database.update(
                        "INSERT INTO t VALUES (?, ?, ?, ?)",
                        GeneratedValue.from(random),
                        GeneratedValue.from(random),
                        GeneratedValue.from(random),
                        GeneratedValue.from(random));
            }
            digests.add(digest("t"));
            dumps.add(GeneratedValue.dump(database, "t", 4));
        }
        for (int i = 0; i < dumps.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(digests.get(i).equals(digests.get(j)))
                        .as("%s and %s", dumps.get(i), dumps.get(j))
                        .isEqualTo(dumps.get(i).equals(dumps.get(j)));
            }
        }
    }
}
