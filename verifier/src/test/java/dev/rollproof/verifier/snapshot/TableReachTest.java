package dev.rollproof.verifier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableReachTest {
    private static final String SCHEMA = """
            CREATE TABLE Authors (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE books (id INTEGER PRIMARY KEY, author_id REFERENCES AUTHORS ON DELETE CASCADE);
            CREATE TABLE copies (id INTEGER PRIMARY KEY, book_id REFERENCES books ON DELETE SET NULL);
            CREATE TABLE log (entry TEXT);
            CREATE TABLE totals (n);
            CREATE TABLE "odd name" (n);
            CREATE VIRTUAL TABLE search USING fts5(title);
            CREATE TRIGGER count_log AFTER INSERT ON log BEGIN UPDATE totals SET n = n + 1; END;
            CREATE VIEW shelf AS SELECT title FROM search;
            CREATE TRIGGER into_shelf INSTEAD OF INSERT ON shelf BEGIN INSERT INTO log VALUES (NEW.title); END;
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE authors ADD COLUMN x                  | authors",
                "CREATE UNIQUE INDEX i ON Authors (name)           | authors",
                "UPDATE authors SET name = 1                       | authors books copies",
                "DROP TABLE main.authors                           | authors books copies",
                "DELETE FROM books                                 | books copies",
                "INSERT INTO log VALUES (1)                        | log totals",
                "INSERT INTO shelf VALUES (1)                      | log search totals",
                "SELECT * FROM [odd name]                          | odd name",
                "DELETE FROM \"ODD NAME\"                          | odd name",
                "WITH a AS (SELECT 1) INSERT INTO totals SELECT 1  | totals",
                "CREATE TABLE log_new AS SELECT * FROM log         | log totals",
                "CREATE TABLE log_new (a)                          | ''",
                "CREATE VIEW v AS SELECT * FROM authors            | ''",
                "CREATE TRIGGER g AFTER DELETE ON log BEGIN DELETE FROM totals; END | ''",
                "DROP VIEW shelf                                   | ''",
                "DROP TRIGGER count_log                            | ''",
                "PRAGMA foreign_keys = OFF                         | ''",
                "VACUUM                                            | ''",
                "PRAGMA writable_schema = ON                       | authors books copies log odd name search totals",
            })
    void reaches(String statement, String tables) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            SqlScript.read(SCHEMA).statements().forEach(database::execute);
            SchemaSnapshot schema = SchemaSnapshot.capture(database);

            Set<String> reached = TableReach.of(schema, statements(statement));

            assertThat(String.join(" ", reached.stream().sorted().toList())).isEqualTo(tables);
        }
    }

    @Test
    void rowsPutIntoATableThatTheScriptMakesGoToNoOtherTable() {
        assertThat(TableReach.insertedInto(statements("""
                        INSERT INTO roles (id) VALUES (1);
                        ALTER TABLE users RENAME TO users_old;
                        CREATE TABLE IF NOT EXISTS main.users (id);
                        INSERT INTO Users SELECT id FROM users_old;
                        REPLACE INTO main."Odd Name" VALUES (1);
                        CREATE TABLE log_new (a);
                        INSERT INTO log_new SELECT * FROM log;
                        """))).containsExactlyInAnyOrder("roles", "odd name");
    }

    @Test
    void whatAScriptNamesIsEveryWordOfIt() {
        assertThat(TableReach.namedBy(statements("DELETE FROM Users WHERE \"Name\" = 'x'")))
                .containsExactly("delete", "from", "users", "where", "name", "x");
    }

    private static List<SqlStatement> statements(String sql) {
        return SqlScript.read(sql).statements();
    }
}
