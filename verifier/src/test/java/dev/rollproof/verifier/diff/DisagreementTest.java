package dev.rollproof.verifier.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.snapshot.DrizzleSnapshot;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisagreementTest {
    private static final String OLD = """
            {"version": "6", "dialect": "sqlite", "tables": {
              "users": {"name": "users", "columns": {
                "id": {"name": "id", "type": "integer", "primaryKey": true, "notNull": true, "autoincrement": true},
                "name": {"name": "name", "type": "text", "notNull": true, "default": "'anon'"},
                "age": {"name": "age", "type": "integer", "notNull": false, "default": 5},
                "made": {"name": "made", "type": "integer", "notNull": false, "default": "(unixepoch())"},
                "on": {"name": "on", "type": "integer", "notNull": false, "default": true},
                "full": {"name": "full", "type": "text", "notNull": false,
                  "generated": {"type": "virtual", "as": "(name || 'x')"}}},
               "indexes": {
                "users_name_unique": {"name": "users_name_unique", "columns": ["name"], "isUnique": true},
                "low": {"name": "low", "columns": ["lower(\\"name\\")"], "isUnique": false},
                "part": {"name": "part", "columns": ["age"], "isUnique": false, "where": "\\"users\\".\\"age\\" > 3"}},
               "foreignKeys": {}, "compositePrimaryKeys": {}, "uniqueConstraints": {},
               "checkConstraints": {"ck": {"name": "ck", "value": "\\"users\\".\\"age\\" > 0"}}},
              "posts": {"name": "posts", "columns": {
                "a": {"name": "a", "type": "integer", "notNull": true},
                "b": {"name": "b", "type": "text", "notNull": true}},
               "indexes": {}, "uniqueConstraints": {}, "checkConstraints": {},
               "foreignKeys": {"fk": {"name": "fk", "tableFrom": "posts", "columnsFrom": ["a"], "tableTo": "users",
                 "columnsTo": ["id"], "onUpdate": "no action", "onDelete": "cascade"}},
               "compositePrimaryKeys": {"pk": {"name": "pk", "columns": ["a", "b"]}}}},
             "views": {"v": {"name": "v", "columns": {}, "isExisting": false, "definition": "select \\"id\\" from \\"users\\""},
              "theirs": {"name": "theirs", "columns": {}, "isExisting": true}},
             "internal": {"indexes": {"low": {"columns": {"lower(\\"name\\")": {"isExpression": true}}}}}}
            """;

    private static final String NEW = """
            {"version": "7", "dialect": "sqlite", "ddl": [
              {"entityType": "tables", "name": "t"},
              {"entityType": "columns", "table": "t", "name": "id", "type": "integer", "notNull": false,
               "autoincrement": true, "default": null, "generated": null},
              {"entityType": "columns", "table": "t", "name": "p", "type": "integer", "notNull": false,
               "autoincrement": false, "default": "1.5", "generated": null},
              {"entityType": "pks", "table": "t", "name": "t_pk", "columns": ["id"]},
              {"entityType": "fks", "table": "t", "name": "f", "columns": ["p"], "tableTo": "t", "columnsTo": ["id"],
               "onUpdate": "NO ACTION", "onDelete": "SET NULL"},
              {"entityType": "uniques", "table": "t", "name": "u", "columns": ["p"]},
              {"entityType": "checks", "table": "t", "name": "c", "value": "\\"p\\" > 0"},
              {"entityType": "indexes", "table": "t", "name": "i", "isUnique": false, "where": null,
               "columns": [{"value": "p desc", "isExpression": true}]},
              {"entityType": "views", "name": "v", "definition": "select 1 as a", "isExisting": false}]}
            """;

    private static final String[] USERS = {
        "CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name text NOT NULL DEFAULT 'anon', age integer DEFAULT (5),"
                + " made integer DEFAULT (unixepoch()), \"on\" integer DEFAULT 1,"
                + " full text AS (name || 'x'), CONSTRAINT ck CHECK (age > 0))",
        "CREATE UNIQUE INDEX users_name_unique ON users(name)",
        "CREATE INDEX low ON users(lower(name))",
        "CREATE INDEX part ON users(age) WHERE age > 3",
        "CREATE VIEW v AS SELECT id FROM users",
        "CREATE VIEW theirs AS SELECT 1",
        "CREATE TRIGGER tr AFTER INSERT ON users BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE search USING fts5(name)",
        "CREATE TABLE __drizzle_migrations(id, hash, created_at)"
    };
    private static final String POSTS =
            "CREATE TABLE posts(b text NOT NULL, a integer NOT NULL REFERENCES users ON DELETE CASCADE,"
                    + " PRIMARY KEY (a, b))";

    @Test
    void agreesWhereOnlyTheWritingDiffers() {
        assertThat(told(OLD, with(POSTS))).isEmpty();
        assertThat(told(
                        NEW,
                        "CREATE TABLE t(id integer PRIMARY KEY AUTOINCREMENT NOT NULL, p integer DEFAULT 1.5 UNIQUE"
                                + " REFERENCES t(id) ON DELETE SET NULL, CONSTRAINT c CHECK (t.p > 0))",
                        "CREATE INDEX i ON t(p DESC)",
                        "CREATE VIEW v AS SELECT 1 AS a"))
                .isEmpty();
    }

    @Test
    void namesWhatEachSideSays() {
        assertThat(told(
                        OLD,
                        with("CREATE TABLE posts(a integer NOT NULL REFERENCES users, b integer, c text DEFAULT \"x\","
                                + " PRIMARY KEY (b, a))")))
                .containsExactly(
                        "column posts.b is \"b text\" in the snapshot, \"b integer\" in the database",
                        "column posts.c is only in the database",
                        "constraint of table posts is \"PRIMARY KEY (a, b)\" in the snapshot, \"PRIMARY KEY (b, a)\" in the"
                                + " database",
                        "constraint of table posts is \"FOREIGN KEY (a) REFERENCES users ON DELETE CASCADE\" in the snapshot,"
                                + " \"FOREIGN KEY (a) REFERENCES users\" in the database");
    }

    @Test
    void saysOfAMissingTableOnlyThatItIsMissing() {
        assertThat(told(OLD, with("CREATE TABLE more(x)")))
                .containsExactly("table more is only in the database", "table posts is only in the snapshot");
    }

    @Test
    void saysWhyASnapshotIsNone() {
        assertThatThrownBy(() -> DrizzleSnapshot.read("s.json", "{\"dialect\": \"postgresql\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("s.json is no snapshot of Drizzle for SQLite: its \"dialect\" is not sqlite");
        assertThatThrownBy(() -> DrizzleSnapshot.read("s.json", "{\"dialect\": \"sqlite\", \"version\": \"9\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("s.json: the format \"9\" of Drizzle's snapshots is not known; those that are: 5, 6, 7");
    }

    private static String[] with(String last) {
        String[] all = java.util.Arrays.copyOf(USERS, USERS.length + 1);
        all[USERS.length] = last;
        return all;
    }

    private static List<String> told(String snapshot, String... statements) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            List.of(statements).forEach(database::command);
            return Disagreement.between(
                            DrizzleSnapshot.read("s.json", snapshot), SchemaSnapshot.capture(database), List.of())
                    .stream()
                    .map(Disagreement::describe)
                    .toList();
        }
    }
}
