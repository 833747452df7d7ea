package dev.rollproof.verifier.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViolationTest {
    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void rowsThatReferToNoRowAreCountedByTheirKey() {
        run("""
                CREATE TABLE people (id INTEGER PRIMARY KEY);
                CREATE TABLE places (a, b, UNIQUE (a, b));
                CREATE TABLE visits (
                  person REFERENCES people,
                  a, b,
                  guide REFERENCES people (id),
                  FOREIGN KEY (a, b) REFERENCES places (a, b));
                INSERT INTO visits VALUES (1, 2, 3, NULL), (1, NULL, 3, 4);
                """);

        assertThat(find("visits", "people", "nowhere"))
                .extracting(Violation::describe)
                .containsExactlyInAnyOrder(
                        "2 rows of visits refer to no row of people (person)",
                        "1 row of visits refers to no row of people (guide)",
                        "1 row of visits refers to no row of places (a, b)");
    }

    @Test
    void whatWasThereBeforeIsNotAdded() {
        run("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p); INSERT INTO c VALUES (7)");
        List<Violation> before = find("c");
        assertThat(Violation.added(before, find("c"))).isEmpty();

        run("INSERT INTO c VALUES (8)");

        assertThat(Violation.added(before, find("c")))
                .extracting(Violation::describe)
                .containsExactly("2 rows of c refer to no row of p (p)");
    }

    @Test
    void aParentWithoutAFittingKeyIsNoViolation() {
        run("CREATE TABLE p (id); CREATE TABLE c (p REFERENCES p (id)); INSERT INTO c VALUES (1)");

        assertThat(find("c")).isEmpty();
    }

    @Test
    void whatIntegrityCheckSaysIsAViolation() {
        run("""
                CREATE TABLE prices (amount CHECK (amount > 0));
                PRAGMA ignore_check_constraints = ON;
                INSERT INTO prices VALUES (-1);
                PRAGMA ignore_check_constraints = OFF;
                """);

        assertThat(find("prices"))
                .containsExactly(new Violation(
                        Violation.Kind.INTEGRITY, "prices", Optional.empty(), "CHECK constraint failed in prices", 1));
    }

    private List<Violation> find(String... tables) {
        return Violation.find(database, SchemaSnapshot.capture(database), List.of(tables), List.of());
    }

    private void run(String sql) {
        SqlScript.read(sql).statements().forEach(database::execute);
    }

    @Test
    void aLargeTableIsReadOnlyWhereAPragmaRan() {
        run("""
                CREATE TABLE prices (amount CHECK (amount > 0));
                PRAGMA ignore_check_constraints = ON;
                INSERT INTO prices SELECT -1 FROM (WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT 10001)
                  SELECT i FROM n);
                PRAGMA ignore_check_constraints = OFF;
                """);

        assertThat(find("prices")).isEmpty();
        assertThat(Violation.find(
                        database,
                        SchemaSnapshot.capture(database),
                        List.of("prices"),
                        SqlScript.read("PRAGMA ignore_check_constraints = OFF").statements()))
                .hasSize(1);
    }
}
