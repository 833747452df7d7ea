package dev.rollproof.verifier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DanglingReferencesTest {
    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    private void run(String sql) {
        SqlScript.read(sql).statements().forEach(database::execute);
    }

    private List<String> dangling() {
        return describe(DanglingReferences.find(database, SchemaSnapshot.capture(database)));
    }

    private static List<String> describe(DanglingReferences found) {
        return found.references().stream().map(DanglingReference::describe).toList();
    }

    @Test
    void findsNothingInASoundSchema() {
        run("CREATE TABLE Users(id INTEGER PRIMARY KEY, parent REFERENCES users, g AS (id + 1));"
                + " CREATE TABLE orders(id, user_id REFERENCES \"USERS\"(id));"
                + " CREATE VIEW v AS SELECT * FROM users; CREATE VIEW w AS SELECT * FROM v;"
                + " CREATE TRIGGER a AFTER INSERT ON users BEGIN UPDATE orders SET id = 1; END;"
                + " CREATE TRIGGER b AFTER UPDATE ON users BEGIN DELETE FROM orders; END;"
                + " CREATE TRIGGER c AFTER DELETE ON users BEGIN INSERT INTO w(id) VALUES (old.id); END;"
                + " CREATE TRIGGER d INSTEAD OF INSERT ON w BEGIN DELETE FROM orders; END;"
                + " CREATE TRIGGER e INSTEAD OF UPDATE OF id ON w BEGIN DELETE FROM orders; END;"
                + " CREATE TRIGGER f INSTEAD OF DELETE ON w BEGIN DELETE FROM orders; END;"
                + " CREATE VIRTUAL TABLE docs USING fts5(a)");

        assertThat(dangling()).isEmpty();
    }

    @Test
    void findsAForeignKeyToATableThatIsGone() {
        run(
                "CREATE TABLE orders(id, user_id REFERENCES users, FOREIGN KEY (id, user_id) REFERENCES \"gone too\"(a, b))");

        assertThat(dangling())
                .containsExactly(
                        "foreign key orders(id, user_id) refers to the table gone too, which does not exist",
                        "foreign key orders(user_id) refers to the table users, which does not exist");
    }

    @Test
    void leavesOutAForeignKeyWhoseParentLacksTheColumn() {
        run("CREATE TABLE users(id); CREATE TABLE orders(user_id REFERENCES users(nope))");

        assertThat(dangling()).isEmpty();
    }

    @Test
    void findsAViewWhoseTableIsGoneAndNotTheViewOnThatView() {
        run("CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v; DROP TABLE t");

        assertThat(dangling()).containsExactly("view v does not compile: no such table: main.t");
    }

    @Test
    void findsAViewWhoseColumnIsGone() {
        run("CREATE TABLE t(a, b); CREATE VIEW v AS SELECT b FROM t; DROP TABLE t; CREATE TABLE t(a)");

        assertThat(dangling()).containsExactly("view v does not compile: no such column: b");
    }

    @Test
    void namesTheOneTriggerThatFailsAmongThoseOfItsTable() {
        run("CREATE TABLE t(a); CREATE TABLE log(a); CREATE TABLE gone(a);"
                + " CREATE TRIGGER fine AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END;"
                + " CREATE TRIGGER fails AFTER INSERT ON t BEGIN INSERT INTO gone VALUES (1); END;"
                + " DROP TABLE gone");

        assertThat(dangling()).containsExactly("trigger fails on t does not compile: no such table: main.gone");
    }

    @Test
    void namesTheNestedTriggerThatFailsAndNotTheOneThatFiresIt() {
        run("CREATE TABLE t(a); CREATE TABLE log(a); CREATE TABLE gone(a);"
                + " CREATE TRIGGER outer_one AFTER UPDATE OF a ON t BEGIN DELETE FROM log; END;"
                + " CREATE TRIGGER inner_one AFTER DELETE ON log BEGIN DELETE FROM gone; END;"
                + " DROP TABLE gone");

        assertThat(dangling()).containsExactly("trigger inner_one on log does not compile: no such table: main.gone");
    }

    @Test
    void blamesTheViewAndNotTheTriggerThatReadsIt() {
        run("CREATE TABLE t(a); CREATE TABLE gone(a); CREATE VIEW v AS SELECT a FROM gone;"
                + " CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t WHERE a IN (SELECT a FROM v); END;"
                + " CREATE TRIGGER h INSTEAD OF DELETE ON v BEGIN DELETE FROM t; END;"
                + " DROP TABLE gone");

        assertThat(dangling()).containsExactly("view v does not compile: no such table: main.gone");
    }

    @Test
    void findsAnInsteadOfTriggerThatFails() {
        run("CREATE TABLE t(a); CREATE TABLE gone(a); CREATE VIEW v AS SELECT a FROM t;"
                + " CREATE TRIGGER fine INSTEAD OF INSERT ON v BEGIN DELETE FROM t; END;"
                + " CREATE TRIGGER fails INSTEAD OF INSERT ON v BEGIN DELETE FROM gone; END;"
                + " DROP TABLE gone");

        assertThat(dangling()).containsExactly("trigger fails on v does not compile: no such table: main.gone");
    }

    @Test
    void doesNotBlameATriggerForTheTablesOwnForeignKey() {
        database.foreignKeys(true);
        run("CREATE TABLE t(a REFERENCES gone); CREATE TABLE log(a);"
                + " CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END");

        assertThat(dangling()).containsExactly("foreign key t(a) refers to the table gone, which does not exist");
        assertThat(database.query("PRAGMA foreign_keys", row -> row.number(1))).containsExactly(1L);
    }

    @Test
    void leavesTheDatabaseAsItWas() {
        run("CREATE TABLE t(a); CREATE TABLE gone(a);"
                + " CREATE TRIGGER fails AFTER INSERT ON t BEGIN INSERT INTO gone VALUES (1); END;"
                + " CREATE TRIGGER fine AFTER INSERT ON t BEGIN DELETE FROM t; END; DROP TABLE gone");
        SchemaSnapshot before = SchemaSnapshot.capture(database);

        assertThat(dangling()).hasSize(1);

        assertThat(SchemaSnapshot.capture(database)).isEqualTo(before);
        assertThat(database.inTransaction()).isFalse();
    }

    @Test
    void findsTheSameWhenOnlyChangesAreLookedAt() {
        SchemaSnapshot schema = SchemaSnapshot.capture(database);
        DanglingReferences found = DanglingReferences.find(database, schema);
        for (String step : List.of(
                "CREATE TABLE orders(user_id REFERENCES users)",
                "CREATE TABLE users(id INTEGER PRIMARY KEY, name)",
                "CREATE VIEW v AS SELECT name FROM users; CREATE VIEW w AS SELECT name FROM v",
                "CREATE TRIGGER g AFTER INSERT ON orders BEGIN DELETE FROM users; END",
                "DROP TABLE users",
                "CREATE TABLE unrelated(a)",
                "CREATE TABLE users(id)",
                "DROP VIEW v",
                "CREATE VIEW v AS SELECT 1 AS name",
                "ALTER TABLE orders ADD note",
                "CREATE INDEX i ON users(id)",
                "DROP TABLE orders",
                "CREATE VIEW x AS SELECT id FROM users INDEXED BY i",
                "DROP INDEX i")) {
            run(step);
            schema = SchemaSnapshot.capture(database);
            found = DanglingReferences.find(database, schema, found);

            assertThat(describe(found)).as(step).isEqualTo(describe(DanglingReferences.find(database, schema)));
        }
        assertThat(describe(found)).containsExactly("view x does not compile: no such index: i");
    }

    @Test
    void tellsWhatDidNotDangleBefore() {
        run("CREATE TABLE orders(user_id REFERENCES users)");
        DanglingReferences before = DanglingReferences.find(database, SchemaSnapshot.capture(database));
        run("CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t; DROP TABLE t");
        DanglingReferences after = DanglingReferences.find(database, SchemaSnapshot.capture(database));

        assertThat(after.notIn(before).stream().map(DanglingReference::describe))
                .containsExactly("view v does not compile: no such table: main.t");
    }
}
