package dev.rollproof.verifier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCaptureTest {
    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    private List<SqlStatement> run(String sql) {
        List<SqlStatement> statements = SqlScript.read(sql).statements();
        statements.forEach(database::execute);
        return statements;
    }

    /** All that a snapshot says, also what its equality leaves out. */
    private static List<String> contents(SchemaSnapshot schema) {
        List<String> contents = new ArrayList<>();
        for (StoredObject row : schema.rows()) {
            contents.add(row.rowid() + " " + row.name() + " on " + row.table() + " " + row.columns()
                    + (row.isInternal() ? "" : row.parsed()));
        }
        contents.add(schema + " without " + schema.shadows().stream().sorted().toList());
        return contents;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void readsAfterRandomScriptsWhatAWholeReadGives(long seed) {
        RandomScripts scripts = new RandomScripts(new Random(seed));
        SchemaSnapshot schema = SchemaSnapshot.capture(database);
        for (int step = 0; step < 60; step++) {
            List<SqlStatement> executed = new ArrayList<>();
            for (SqlStatement statement : SqlScript.read(scripts.next()).statements()) {
                executed.add(statement);
                try {
                    database.execute(statement);
                } catch (StatementException e) {
                    // Half of what is drawn does not fit the schema; a script ends there.
                    break;
                }
            }
            if (database.inTransaction()) {
                database.command("ROLLBACK");
            }
            database.command("PRAGMA legacy_alter_table = OFF");
            schema = SchemaSnapshot.capture(database, schema, executed);

            assertThat(contents(schema))
                    .as(
                            "seed %d, step %d, after %s",
                            seed,
                            step,
                            executed.stream().map(SqlStatement::text).toList())
                    .isEqualTo(contents(SchemaSnapshot.capture(database)));
        }
    }

    /** Scripts that make, drop, alter, rename and rebuild objects of few names, so that they often meet. */
    private static final class RandomScripts {
        private final Random random;

        RandomScripts(Random random) {
            this.random = random;
        }

        String next() {
            StringBuilder script = new StringBuilder();
            boolean transaction = random.nextInt(4) == 0;
            script.append(transaction ? "BEGIN;" : "");
            for (int i = random.nextInt(12); i >= 0; i--) {
                script.append(statement()).append(";\n");
            }
            return script.append(transaction ? random.nextBoolean() ? "COMMIT;" : "ROLLBACK;" : "")
                    .toString();
        }

        private String statement() {
            String t = name("t");
            String u = name("t");
            return switch (random.nextInt(24)) {
                case 0, 1, 2, 3 ->
                    "CREATE TABLE IF NOT EXISTS " + t + "(a PRIMARY KEY, b, c UNIQUE REFERENCES " + u + ")";
                case 4, 5, 6 -> "CREATE INDEX IF NOT EXISTS " + name("i") + " ON " + t + "(b)";
                case 7, 8 ->
                    "CREATE VIEW IF NOT EXISTS " + name("v") + " AS SELECT * FROM "
                            + (random.nextBoolean() ? t : name("v"));
                case 9 ->
                    "CREATE TRIGGER IF NOT EXISTS " + name("g") + " AFTER INSERT ON " + t + " BEGIN DELETE FROM " + u
                            + "; END";
                case 10, 11, 12, 13 -> "DROP TABLE IF EXISTS " + t;
                case 14 -> "DROP INDEX IF EXISTS " + name("i");
                case 15 -> "DROP VIEW IF EXISTS " + name("v");
                case 16 -> "ALTER TABLE " + t + " ADD COLUMN " + name("x");
                case 17 -> "PRAGMA legacy_alter_table = ON; ALTER TABLE " + t + " RENAME TO " + u;
                case 18 -> "VACUUM";
                case 19 -> "CREATE TABLE new_t(a, B, c); DROP TABLE " + t + "; ALTER TABLE new_t RENAME TO " + t;
                case 20 -> "CREATE VIRTUAL TABLE IF NOT EXISTS " + name("f") + " USING fts5(a)";
                case 21 -> "DROP TABLE IF EXISTS " + name("f");
                case 22 -> "PRAGMA user_version = " + random.nextInt(3);
                default -> "INSERT INTO " + t + "(b) VALUES (1)";
            };
        }

        private String name(String kind) {
            return kind + random.nextInt(kind.equals("f") ? 2 : 9);
        }
    }

    @Test
    void readsRowsAgainThatTookTheRowidsOfDroppedOnes() {
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            tables.append("CREATE TABLE t").append(i).append("(a);");
        }
        run(tables.toString());
        SchemaSnapshot before = SchemaSnapshot.capture(database);
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            others.append("DROP TABLE t").append(i).append(';');
        }
        for (int i = 0; i < 12; i++) {
            others.append("CREATE TABLE u").append(i).append("(a);");
        }
        List<SqlStatement> executed = run(others.toString());

        SchemaSnapshot after = SchemaSnapshot.capture(database, before, executed);

        assertThat(after.tables().stream().map(Table::name))
                .containsExactly("u0", "u1", "u10", "u11", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9");
    }

    @Test
    void readsRowsAgainThatTookTheRowidsOfShadowTables() {
        run(
                "CREATE TABLE a(x); CREATE TABLE b(x); CREATE VIRTUAL TABLE f USING fts5(x); CREATE VIRTUAL TABLE g USING fts5(x)");
        SchemaSnapshot before = SchemaSnapshot.capture(database);
        List<SqlStatement> executed = run("DROP TABLE f; DROP TABLE g;"
                + "CREATE TABLE c(x); CREATE TABLE d(x); CREATE TABLE e(x); CREATE TABLE h(x)");

        SchemaSnapshot after = SchemaSnapshot.capture(database, before, executed);

        assertThat(after.tables().stream().map(Table::name)).containsExactly("a", "b", "c", "d", "e", "h");
    }

    @Test
    void sharesWhatDidNotChange() {
        run("CREATE TABLE a(x); CREATE TABLE b(x); CREATE TABLE c(x)");
        SchemaSnapshot before = SchemaSnapshot.capture(database);
        SchemaSnapshot same =
                SchemaSnapshot.capture(database, before, run("ALTER TABLE b ADD y; ALTER TABLE b DROP y"));
        SchemaSnapshot after = SchemaSnapshot.capture(database, before, run("ALTER TABLE b ADD y"));

        assertThat(same).isSameAs(before);
        assertThat(after.rows()[0]).isSameAs(before.rows()[0]);
        assertThat(after.rows()[2]).isSameAs(before.rows()[2]);
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void seesWhatIsWrittenIntoTheStoredSchema() {
        run("CREATE TABLE a(x); CREATE TABLE b(x)");
        SchemaSnapshot before = SchemaSnapshot.capture(database);
        List<SqlStatement> executed = run(
                "PRAGMA writable_schema = ON;" + "UPDATE sqlite_schema SET sql = 'CREATE TABLE a(y)' WHERE name = 'a'");

        SchemaSnapshot after = SchemaSnapshot.capture(database, before, executed);

        assertThat(after.tables().get(0).columns().get(0).name()).isEqualTo("y");
    }

    @Test
    void leavesOutWhatSqliteMakesForItself() {
        run("CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b UNIQUE); CREATE INDEX i ON t(b);"
                + "INSERT INTO t VALUES (1, 2); ANALYZE; CREATE VIRTUAL TABLE f USING fts5(x);"
                + "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)");
        SchemaSnapshot schema = SchemaSnapshot.capture(database);

        assertThat(schema.tables().stream().map(Table::name)).containsExactly("t");
        assertThat(schema.indexes().stream().map(Index::name)).containsExactly("i");
        assertThat(schema.virtualTables().stream().map(VirtualTable::columns))
                .containsExactly(List.of("x", "f", "rank"), List.of("id", "x0", "x1"));
    }

    @Test
    void readsWhatAFullTextIndexIsOver() {
        run("CREATE VIRTUAL TABLE own USING fts5(x); CREATE VIRTUAL TABLE none USING FTS5(x, content = '');"
                + "CREATE TABLE \"my notes\"(x); CREATE VIRTUAL TABLE over USING fts4(content=\"my notes\", x);"
                + "CREATE VIRTUAL TABLE words USING fts5vocab(own, 'row')");

        assertThat(SchemaSnapshot.capture(database).virtualTables())
                .extracting(VirtualTable::name, VirtualTable::isFullText, VirtualTable::content, VirtualTable::indexed)
                .containsExactly(
                        tuple("none", true, Optional.of(""), Optional.empty()),
                        tuple("over", true, Optional.of("my notes"), Optional.of("my notes")),
                        tuple("own", true, Optional.empty(), Optional.empty()),
                        tuple("words", false, Optional.empty(), Optional.empty()));
    }

    @Test
    void readsTheSettingsOfTheHeader() {
        run("PRAGMA user_version = -7; PRAGMA application_id = 2147483647");
        SchemaSnapshot schema = SchemaSnapshot.capture(database);

        assertThat(schema.userVersion()).isEqualTo(-7);
        assertThat(schema.applicationId()).isEqualTo(2147483647);
        assertThat(schema).hasToString("0 objects, user_version -7, application_id 2147483647");
    }

    @Test
    void isEqualWhateverTheOrderInWhichItWasMade() {
        run("CREATE TABLE a(x); CREATE TABLE b(x)");
        SchemaSnapshot one = SchemaSnapshot.capture(database);
        run("DROP TABLE a; CREATE TABLE a(x)");
        SchemaSnapshot other = SchemaSnapshot.capture(database);

        assertThat(Arrays.stream(other.rows()).map(StoredObject::name)).containsExactly("b", "a");
        assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    }

    @Test
    void saysThatAMalformedSchemaCannotBeRead() {
        run("CREATE TABLE a(x); PRAGMA writable_schema = ON;"
                + "UPDATE sqlite_schema SET sql = 'CREATE TABLE a(' WHERE name = 'a'");
        run("PRAGMA writable_schema = RESET");

        assertThatThrownBy(() -> SchemaSnapshot.capture(database))
                .isInstanceOf(UnreadableSchemaException.class)
                .hasMessage("malformed database schema (a) - incomplete input");
    }

    @Test
    void saysWhichStoredSqlDoesNotParse() {
        run("CREATE TABLE a(x); PRAGMA writable_schema = ON;"
                + "UPDATE sqlite_schema SET sql = 'CREATE TABLE a(' WHERE name = 'a'");
        SchemaSnapshot schema = SchemaSnapshot.capture(database);

        assertThatThrownBy(schema::tables)
                .isInstanceOf(UnreadableSchemaException.class)
                .hasMessage("stored SQL does not parse: a name expected, found its end, in: CREATE TABLE a(");
    }
}
