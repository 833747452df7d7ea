package dev.rollproof.verifier.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.sql.SqlScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of values that do not come back, what stands in for them, and which do come back by a rename. */
class LostValuesTest {
    private static final String WITHOUT_STATUS =
            "CREATE TABLE t2 (id INTEGER PRIMARY KEY); INSERT INTO t2 SELECT id FROM t; DROP TABLE t;"
                    + " ALTER TABLE t2 RENAME TO t;";

    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT NOT NULL                                        | ''",
                "VARCHAR(9) NOT NULL CHECK (status IN ('new', 'old')) | 'new'",
                "TEXT NOT NULL CHECK (length(status) > 0)             | '-'",
                "INTEGER NOT NULL                                     | 0",
                "INTEGER NOT NULL CHECK (status >= 18)                | 18",
                "INTEGER NOT NULL CHECK (status > 0)                  | 1",
                "REAL NOT NULL                                        | 0",
                "BLOB NOT NULL                                        | x''",
                "TEXT NOT NULL CHECK (status <> '' OR id < 0)         | ''",
            })
    void aColumnThatMustHaveAValueGetsOneThatItAllows(String definition, String value) {
        script("CREATE TABLE t (id INTEGER PRIMARY KEY, status %s)".formatted(definition));

        SchemaRewrite rewrite = undoing(WITHOUT_STATUS);

        assertThat(rewrite.losses()).containsExactly("t.status (its values; " + value + " stands in for them)");
        assertThat(rewrite.statements()).contains("INSERT INTO new_t (id, status) SELECT id, " + value + " FROM t;");
    }

    @ParameterizedTest(name = "foreign keys {0}")
    @ValueSource(booleans = {true, false})
    void nothingStandsInForAReference(boolean foreignKeys) {
        script("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, p INTEGER NOT NULL"
                + " REFERENCES p); INSERT INTO p VALUES (1); INSERT INTO t VALUES (1, 1)");

        SchemaRewrite rewrite = undoing("ALTER TABLE t DROP COLUMN p");

        assertThat(rewrite.losses())
                .containsExactly("t.p (its values; it is NOT NULL and refers to other rows, so rows in t are refused)");
        database.foreignKeys(foreignKeys);
        assertThatThrownBy(() -> script(rewrite.script()))
                .isInstanceOf(StatementException.class)
                .hasMessage("NOT NULL constraint failed: new_t.p");
    }

    @Test
    void aNameThatAnotherColumnGotGoesBackToItsOwn() {
        script("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t VALUES (1, 'x')");

        SchemaRewrite rewrite = undoing("ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t ADD COLUMN a INTEGER;"
                + " CREATE INDEX by_a ON t (a)");

        assertThat(rewrite.statements())
                .containsExactly(
                        "DROP INDEX by_a;", "ALTER TABLE t DROP COLUMN a;", "ALTER TABLE t RENAME COLUMN b TO a;");
        assertThat(rewrite.losses()).isEmpty();
        assertThat(after(rewrite, "SELECT a FROM t")).isEqualTo("x");
    }

    /** SQLite drops no column that a trigger uses; the trigger goes only after the renames. */
    @Test
    void aNameThatCannotGoBackIsALoss() {
        script("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");

        SchemaRewrite rewrite = undoing("ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t ADD COLUMN a INTEGER;"
                + " CREATE TRIGGER g AFTER UPDATE OF a ON t BEGIN SELECT new.a; END");

        assertThat(rewrite.losses()).containsExactly("t.a (its values)");
    }

    @Test
    void columnsThatChangedNamesWithEachOtherAreALoss() {
        script("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)");

        SchemaRewrite rewrite = undoing("ALTER TABLE t RENAME COLUMN a TO c; ALTER TABLE t RENAME COLUMN b TO a;"
                + " ALTER TABLE t RENAME COLUMN c TO b");

        assertThat(rewrite.losses()).containsExactlyInAnyOrder("t.a (its values)", "t.b (its values)");
    }

    @Test
    void renamesAreTakenBackWithTheirValues() {
        script("CREATE TABLE users (id INTEGER PRIMARY KEY, nick TEXT); CREATE INDEX by_nick ON users (nick);"
                + " CREATE VIEW nicks AS SELECT nick FROM users; INSERT INTO users VALUES (1, 'x')");

        SchemaRewrite rewrite = undoing("ALTER TABLE users RENAME nick TO name; ALTER TABLE users RENAME TO people;"
                + " ALTER TABLE people RENAME COLUMN name TO alias; ALTER TABLE people ADD COLUMN born");

        assertThat(rewrite.statements())
                .containsExactly(
                        "ALTER TABLE people RENAME COLUMN alias TO nick;",
                        "ALTER TABLE people RENAME TO users;",
                        "ALTER TABLE users DROP COLUMN born;");
        assertThat(after(rewrite, "SELECT nick FROM nicks")).isEqualTo("x");
    }

    /** Runs the up on what stands; the answer leads back. */
    private SchemaRewrite undoing(String up) {
        SchemaSnapshot before = SchemaSnapshot.capture(database);
        script(up);
        Renames renames = Renames.undoing(SqlScript.read(up).statements());
        SchemaRewrite rewrite = SchemaRewrite.of(SchemaSnapshot.capture(database), before, renames);
        try (Rehearsal rehearsal = Rehearsal.of(SchemaSnapshot.capture(database))) {
            rehearsal.run(rewrite.statements());
            assertThat(SchemaDiff.between(before, rehearsal.schema()).changes()).isEmpty();
        }
        return rewrite;
    }

    private String after(SchemaRewrite rewrite, String query) {
        script(rewrite.script());
        return database.query(query, row -> String.valueOf(row.text(1))).get(0);
    }

    private void script(String sql) {
        SqlScript.read(sql).statements().forEach(database::execute);
    }
}
