package dev.rollproof.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.sql.SourcePosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextForColumnTest {
    private static final String TABLES =
            "CREATE TABLE old(id INTEGER PRIMARY KEY, name TEXT);\nCREATE TABLE new(id INTEGER PRIMARY KEY, name TEXT, \"extra\" TEXT);\n";

    @Test
    void findsEachNameThatIsCopiedAsText() {
        assertThat(run("INSERT INTO new(\"id\", \"extra\") SELECT \"id\", \"Extra\" FROM old;")
                        .textForColumns())
                .containsExactly(new TextForColumn(new SourcePosition(3, 45), "Extra", "new"));
        assertThat(run("CREATE TABLE other AS\nSELECT \"extra\", n.\"extra\" FROM old, (SELECT extra FROM new) n;")
                        .textForColumns())
                .isEmpty();
        assertThat(run("UPDATE old SET name = \"extra\" WHERE id IN (SELECT id FROM new);")
                        .textForColumns())
                .extracting(TextForColumn::name)
                .containsExactly("extra");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO new(\"id\", \"name\", \"extra\") SELECT \"id\", \"name\", NULL FROM old;",
                "INSERT INTO new(name) VALUES (\"extra\");",
                "UPDATE old SET name = \"no column\" WHERE \"name\" = \"open\";",
                "CREATE TABLE t(a TEXT DEFAULT \"extra\");",
                "CREATE VIEW v AS SELECT \"extra\" FROM old;",
                "DELETE FROM new WHERE \"extra\" IS NULL;",
            })
    void leavesOtherDoubleQuotedWordsAlone(String statement) {
        assertThat(run(statement).textForColumns()).isEmpty();
    }

    @Test
    void saysNothingOfAScriptThatFails() {
        assertThat(run("INSERT INTO new(extra) SELECT \"extra\" FROM old; INSERT INTO nowhere VALUES (1);")
                        .textForColumns())
                .isEmpty();
    }

    private static ScriptRun run(String statement) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            return ScriptRunner.on(database, Engine.sqlite(true)).run(new MigrationScript("a.sql", TABLES + statement));
        }
    }
}
