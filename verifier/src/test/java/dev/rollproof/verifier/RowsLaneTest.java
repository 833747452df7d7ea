package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What made rows may not say of a right migration, and what they must say of its wrong twin. */
class RowsLaneTest {
    private static final String STATUS = "CREATE TABLE t (id INTEGER PRIMARY KEY, status TEXT)";

    private static final String CHECKED_STATUS = """
            CREATE TABLE t2 (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'sent')));
            INSERT INTO t2 SELECT id, status FROM t;
            DROP TABLE t;
            ALTER TABLE t2 RENAME TO t;
            """;

    private static final String STATUS_AGAIN = """
            CREATE TABLE t2 (id INTEGER PRIMARY KEY, status TEXT);
            INSERT INTO t2 SELECT id, %s FROM t;
            DROP TABLE t;
            ALTER TABLE t2 RENAME TO t;
            """;

    private static final String ASSET_SIZES = """
            CREATE TABLE asset_sizes (asset_id TEXT NOT NULL CHECK (length(asset_id) = 32), size INTEGER);
            INSERT INTO asset_sizes SELECT asset_id, size FROM assets;
            """;

    @Test
    void aRebuildMayAddACheck() {
        assertThat(found(TestMigrations.of(STATUS, "DROP TABLE t")
                        .then(CHECKED_STATUS, STATUS_AGAIN.formatted("status"))))
                .containsExactly("note tables-not-populated 2.sql: the rows made for t hold only plain values:"
                        + " with others 2.sql:2 fails: CHECK constraint failed: status IN ('open', 'sent')");
    }

    @Test
    void whatTheCheckAllowsMustComeBack() {
        assertThat(found(TestMigrations.of(STATUS, "DROP TABLE t")
                        .then(CHECKED_STATUS, STATUS_AGAIN.formatted("'open'"))))
                .contains("error rows-not-restored 2.rollback.sql: t: 1 of 2 rows changed:"
                        + " id -4120460545, status 'sent' became 'open'");
    }

    @Test
    void rowsOfAfterTheUpAreAWarningThatPromisesNothing() {
        TestMigrations migrations = TestMigrations.of(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL)", "DROP TABLE t")
                .then(
                        "CREATE TABLE n (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO n SELECT * FROM t; DROP TABLE t;"
                                + " ALTER TABLE n RENAME TO t;",
                        "CREATE TABLE n (id INTEGER PRIMARY KEY, a TEXT NOT NULL); INSERT INTO n SELECT * FROM t;"
                                + " DROP TABLE t; ALTER TABLE n RENAME TO t;");

        assertThat(report(migrations).allFindings().filter(f -> f.check().equals("rollback-fails-on-rows")))
                .extracting(Finding::severity, Finding::message, Finding::help)
                .containsExactly(tuple(
                        Severity.WARNING,
                        "on rows that came in after the migration the rollback fails: NOT NULL constraint failed: n.a",
                        "It works right after the deployment; once such rows are written it may not."
                                + " Say what a row gets that holds NULL there: COALESCE(column, value), or an UPDATE"
                                + " before."));
    }

    @Test
    void aRebuildMayAddAForeignKey() {
        assertThat(found(withParents().then(rebuilt("p_id INTEGER REFERENCES p (id)"), rebuilt("p_id INTEGER"))))
                .noneMatch(finding -> !finding.startsWith("note"));
    }

    @Test
    void aRebuildThatAddsAForeignKeyMayNotForgetTheValues() {
        assertThat(found(withParents()
                        .then(
                                rebuilt("p_id INTEGER REFERENCES p (id)"),
                                rebuilt("p_id INTEGER").replace("id, p_id FROM", "id, NULL FROM"))))
                .anyMatch(finding -> finding.startsWith("error rows-not-restored 2.rollback.sql: c: "));
    }

    @Test
    void aRebuildMayAddAForeignKeyWithoutNullToATableWithAnotherName() {
        TestMigrations base = TestMigrations.of(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
                        + "CREATE TABLE c (id INTEGER PRIMARY KEY, owner TEXT NOT NULL)",
                "DROP TABLE c; DROP TABLE users");

        assertThat(found(base.then(owned("owner TEXT NOT NULL REFERENCES users (name)"), owned("owner TEXT NOT NULL"))))
                .noneMatch(finding -> !finding.startsWith("note"));
    }

    @Test
    void aRebuildMayAddAForeignKeyToATableThatItMakes() {
        TestMigrations base = TestMigrations.of(STATUS, "DROP TABLE t");
        String up = """
                CREATE TABLE states (name TEXT PRIMARY KEY);
                INSERT INTO states VALUES ('open'), ('sent');
                CREATE TABLE t2 (id INTEGER PRIMARY KEY, status TEXT REFERENCES states (name));
                INSERT INTO t2 SELECT id, status FROM t;
                DROP TABLE t;
                ALTER TABLE t2 RENAME TO t;
                """;

        assertThat(found(base.then(up, STATUS_AGAIN.formatted("status") + "DROP TABLE states")))
                .containsExactly("note tables-not-populated 2.sql: the rows made for t hold only plain values:"
                        + " with others 2.sql:4 fails: FOREIGN KEY constraint failed");
    }

    @Test
    void aCopyIntoAnotherTableMayMeetItsCheck() {
        assertThat(found(withAssets().then(ASSET_SIZES, "DROP TABLE asset_sizes")))
                .containsExactly("note tables-not-populated 2.sql: the rows made for assets hold only plain values:"
                        + " with others 2.sql:2 fails: CHECK constraint failed: length(asset_id) = 32");
    }

    @Test
    void beforeACopyThatMeetsACheckRowsAreHeldAgainstTheRollbackToo() {
        assertThat(found(withAssets().then(ASSET_SIZES, "DROP TABLE asset_sizes; UPDATE assets SET size = 0")))
                .anyMatch(finding -> finding.startsWith("error rows-not-restored 2.rollback.sql: assets: "));
    }

    @Test
    void aRuleThatNoRowFulfilsIsNotAskedFor() {
        TestMigrations base = TestMigrations.of(STATUS, "DROP TABLE t");
        String up = """
                CREATE TABLE t2 (id INTEGER PRIMARY KEY, status TEXT CHECK (status = 'a' AND status = 'b' AND status NOT NULL));
                INSERT INTO t2 SELECT id, status FROM t;
                DROP TABLE t;
                ALTER TABLE t2 RENAME TO t;
                """;

        assertThat(found(base.then(up, STATUS_AGAIN.formatted("status"))))
                .anyMatch(finding -> finding.startsWith("error migration-fails-on-rows 2.sql: "));
    }

    private static TestMigrations withAssets() {
        return TestMigrations.of("CREATE TABLE assets (asset_id TEXT PRIMARY KEY, size INTEGER)", "DROP TABLE assets");
    }

    private static TestMigrations withParents() {
        return TestMigrations.of(
                "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p_id INTEGER)",
                "DROP TABLE c; DROP TABLE p");
    }

    private static String rebuilt(String column) {
        return """
                CREATE TABLE c2 (id INTEGER PRIMARY KEY, %s);
                INSERT INTO c2 SELECT id, p_id FROM c;
                DROP TABLE c;
                ALTER TABLE c2 RENAME TO c;
                """.formatted(column);
    }

    private static String owned(String column) {
        return rebuilt(column).replace("p_id", "owner");
    }

    /** All but the note that a table built anew is stored in other words, which is right in any rebuild. */
    private static List<String> found(TestMigrations migrations) {
        return report(migrations)
                .allFindings()
                .filter(finding -> !finding.check().equals("text-differs"))
                .map(finding -> name(finding.severity()) + " " + finding.check() + " "
                        + finding.location().file() + ": " + finding.message())
                .toList();
    }

    private static VerificationReport report(TestMigrations migrations) {
        return new RollbackVerifier(VerificationOptions.DEFAULT).verify(migrations.set());
    }

    private static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
