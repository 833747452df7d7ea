package dev.rollproof.verifier.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.rows.Counters.WentBack;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountersTest {
    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void onlyAutoincrementTablesHaveOne() {
        run("CREATE TABLE Counted (id INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TABLE plain (id INTEGER PRIMARY KEY);"
                + " CREATE TABLE untouched (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO counted VALUES (41)");

        assertThat(counters("counted", "plain", "untouched").highest())
                .isEqualTo(Map.of("counted", 41L, "untouched", 0L));
    }

    @Test
    void aCounterThatWentBackIsSeenAndOneThatWentOnIsNot() {
        run(
                "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT);"
                        + " INSERT INTO a VALUES (5); INSERT INTO b VALUES (5)");
        Counters before = counters("a", "b");

        run("UPDATE sqlite_sequence SET seq = 3 WHERE name = 'a'; UPDATE sqlite_sequence SET seq = 9 WHERE name = 'b'");

        assertThat(before.lowerIn(counters("a", "b"))).containsExactly(new WentBack("a", 5, 3, false));
        // A table that is gone has no counter to compare.
        assertThat(before.lowerIn(counters("b"))).isEmpty();

        before.writeTo(database);
        assertThat(counters("a", "b")).isEqualTo(before);
    }

    private Counters counters(String... tables) {
        return Counters.of(database, SchemaSnapshot.capture(database), List.of(tables));
    }

    private void run(String sql) {
        SqlScript.read(sql).statements().forEach(database::execute);
    }
}
