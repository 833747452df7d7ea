package dev.rollproof.verifier;

import static dev.rollproof.verifier.verdict.Verdict.BROKEN;
import static dev.rollproof.verifier.verdict.Verdict.FAILED;
import static dev.rollproof.verifier.verdict.Verdict.MISSING;
import static dev.rollproof.verifier.verdict.Verdict.RESTORED;
import static dev.rollproof.verifier.verdict.Verdict.UNVERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackVerifierTest {
    @Test
    void rollbacksThatRestoreAreRestored() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE a (x INTEGER)", "DROP TABLE a")
                .then("CREATE INDEX i ON a (x)", "DROP INDEX i")
                .then("ALTER TABLE a ADD COLUMN y TEXT", "ALTER TABLE a DROP COLUMN y"));

        assertThat(verdicts(report)).containsExactly(RESTORED, RESTORED, RESTORED);
        assertThat(report.allFindings()).isEmpty();
        assertThat(report.passed()).isTrue();
    }

    @Test
    void aBrokenRollbackHidesNoLaterOne() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE a (x INTEGER)", "DROP TABLE a")
                .then("CREATE INDEX i ON a (x)", "SELECT 1")
                .then("CREATE INDEX j ON a (x)", "DROP INDEX no_such_index")
                .then("CREATE TABLE b (x)", "DROP TABLE b")
                .then("CREATE TABLE c (x)", "DROP TABLE b"));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN, BROKEN, RESTORED, BROKEN);
        assertThat(report.allFindings())
                .extracting(Finding::check, Finding::message)
                .containsExactly(
                        tuple("schema-not-restored", "after the rollback index i on a(x) is left behind"),
                        tuple("rollback-failed", "the rollback fails: no such index: no_such_index"),
                        tuple(
                                "schema-not-restored",
                                "2 differences after the rollback: table b is missing; table c is left behind"));
    }

    @Test
    void pointsAtNothingWhereTheRollbackDoesNothingAboutIt() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a")
                .then("CREATE TABLE b (x); CREATE TABLE c (x)", "DROP TABLE c")
                .then("CREATE TABLE d (x); CREATE INDEX i ON a (x)", "SELECT 1; DROP INDEX i; DROP TABLE a"));

        assertThat(report.allFindings())
                .extracting(
                        finding -> finding.location()
                                .position()
                                .map(at -> at.line() + ":" + at.column())
                                .orElse("the script"),
                        Finding::help)
                .containsExactly(
                        tuple("the script", "In the rollback: DROP TABLE b;"),
                        tuple(
                                "1:25",
                                "In the rollback, do not drop table a, or create it again, with its indexes and triggers; and:"
                                        + " DROP TABLE d;"));
    }

    @Test
    void saysWhatLetsAStatementPassThatSqliteRefuses() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE a (x, y UNIQUE)", "DROP TABLE a")
                .then("ALTER TABLE a ADD COLUMN z; CREATE INDEX i ON a (z)", "ALTER TABLE a DROP COLUMN z")
                .then("CREATE VIEW v AS SELECT z FROM a", "ALTER TABLE a DROP COLUMN y; DROP VIEW v")
                .then("CREATE TABLE b (x)", "CREATE TABLE a (x)")
                .then("CREATE TABLE c (x)", "DROP TABLE d"));

        assertThat(report.allFindings())
                .extracting(Finding::message, Finding::help)
                .containsExactly(
                        tuple(
                                "the rollback fails: error in index i after drop column: no such column: z",
                                "It stops here when it is needed. The index i still needs what goes: write DROP INDEX i; before"
                                        + " this statement, and create it again behind it if it is to stay."),
                        tuple(
                                "the rollback fails: cannot drop UNIQUE column: \"y\"",
                                "It stops here when it is needed. DROP COLUMN does not take a column that is UNIQUE: build the"
                                        + " table anew without it: create, copy, drop, rename."),
                        tuple(
                                "the rollback fails: table a already exists",
                                "It stops here when it is needed. It is there already: leave the statement out, or drop or rename"
                                        + " what has the name first."),
                        tuple(
                                "the rollback fails: no such table: d",
                                "It stops here when it is needed. Nothing has this name by then: mend the name, or look at"
                                        + " what was dropped or renamed before."));
    }

    @Test
    void afterAFailingMigrationNothingIsVerified() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a")
                .then("CREATE TABLE a (x)", "DROP TABLE a")
                .then("CREATE TABLE b (x)", "DROP TABLE b"));

        assertThat(verdicts(report)).containsExactly(RESTORED, FAILED, UNVERIFIED);
        assertThat(findings(report))
                .containsExactly("migration-failed 2.sql the migration fails: table a already exists");
    }

    @Test
    void aMissingRollbackIsPassedOnTheWayDown() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a")
                .then("CREATE TABLE b (x)", null)
                .then("CREATE TABLE c (x)", null)
                .then("CREATE TABLE d (x)", "DROP TABLE d"));

        assertThat(verdicts(report)).containsExactly(RESTORED, MISSING, MISSING, RESTORED);
        assertThat(findings(report))
                .containsExactly(
                        "rollback-missing 2.sql 2 has no rollback", "rollback-missing 3.sql 3 has no rollback");
    }

    @Test
    void thatNoMigrationHasARollbackIsSaidOnce() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE a (x)", null)
                .then("CREATE TABLE b (x)", null)
                .then("CREATE TABLE c (x)", null));

        assertThat(verdicts(report)).containsExactly(MISSING, MISSING, MISSING);
        assertThat(findings(report)).containsExactly("rollback-missing 1.sql none of the 3 migrations has a rollback");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void severitiesCanBeSet() {
        VerificationReport report = new RollbackVerifier(
                        VerificationOptions.DEFAULT.withSeverities(Map.of("rollback-missing", Severity.NOTE)))
                .verify(TestMigrations.of("CREATE TABLE a (x)", null).set());

        assertThat(report.passed()).isTrue();
        assertThat(report.count(Severity.NOTE)).isOne();
    }

    @Test
    void beforeTheFirstToProveMigrationsAreOnlyApplied() {
        VerificationReport report = new RollbackVerifier(
                        VerificationOptions.DEFAULT.withFrom(Optional.of(MigrationVersion.of("3"))))
                .verify(TestMigrations.of("CREATE TABLE a (x)", "broken")
                        .then("CREATE TABLE b (x)", "broken")
                        .then("ALTER TABLE b ADD COLUMN y", "ALTER TABLE b DROP COLUMN y")
                        .set());

        assertThat(report.migrations()).extracting(m -> m.migration().name()).containsExactly("3");
        assertThat(verdicts(report)).containsExactly(RESTORED);
    }

    /** Each step alone is right; the row that 2 leaves in its rollback breaks the one of 1 on the way down. */
    @Test
    void aDescentThatFailsAlthoughEachStepHoldsIsSeen() {
        VerificationReport report = verifyBare(
                TestMigrations.of(
                                "CREATE TABLE a (x); CREATE TABLE log (x)",
                                "DROP TABLE a; CREATE TABLE once (x CHECK (x = 0)); INSERT INTO once SELECT count(*) FROM log;"
                                        + " DROP TABLE once; DROP TABLE log")
                        .then(
                                "CREATE TABLE b (x)",
                                "-- rollproof: ignore rows-left-behind a log is there to stay\nDROP TABLE b; INSERT INTO log VALUES (1)"));

        assertThat(verdicts(report)).containsExactly(BROKEN, RESTORED);
        assertThat(findings(report))
                .containsExactly("descent-differs 1.rollback.sql on the way down from the latest version the rollback"
                        + " fails: CHECK constraint failed: x = 0");
    }

    /** The rollback fails alone, because of the row that its own up puts in; nothing else is said of it. */
    @Test
    void eachStepStartsFromTheStateAfterTheFirstUp() {
        VerificationReport report = verifyBare(TestMigrations.of("CREATE TABLE a (x UNIQUE)", "DROP TABLE a")
                .then("INSERT INTO a VALUES (1)", "DELETE FROM a WHERE x = 1")
                // Fails if the row of 2 is not there, or there twice.
                .then("CREATE TABLE b (n CHECK (n = 1)); INSERT INTO b SELECT count(*) FROM a", "DROP TABLE b"));

        assertThat(report.allFindings()).isEmpty();
        assertThat(verdicts(report)).containsExactly(RESTORED, RESTORED, RESTORED);
    }

    @Test
    void rowsOfCreateTableAsSelectCountAsRows() {
        VerificationReport report = verifyBare(TestMigrations.of("CREATE TABLE a AS SELECT 1 AS x", "DROP TABLE a")
                .then("CREATE TABLE b (x)", "DROP TABLE b; DELETE FROM a")
                .then("CREATE TABLE c (n CHECK (n = 1)); INSERT INTO c SELECT count(*) FROM a", "DROP TABLE c"));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN, RESTORED);
        assertThat(findings(report)).containsExactly("rows-not-restored 2.rollback.sql a: 1 of 1 row is gone: x 1");
    }

    @Test
    void aMigrationThatInsertsRowsOnlyOnceIsBrokenAndHidesNoLaterOne() {
        VerificationReport report = verifyBare(TestMigrations.of("CREATE TABLE seen (n UNIQUE)", "DROP TABLE seen")
                .then("INSERT INTO seen VALUES (1)", "SELECT 1")
                .then("CREATE TABLE b (n CHECK (n = 1)); INSERT INTO b SELECT count(*) FROM seen", "DROP TABLE b"));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN, RESTORED);
        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("reapply-failed");
    }

    /** total_changes() counts over the whole connection: it stands for a clock or a random number here. */
    @Test
    void aMigrationThatRunsOnlyOnceIsNoProof() {
        TestMigrations onlyOnce = TestMigrations.of(
                "CREATE TABLE seen (n);\nSELECT json(CASE total_changes() WHEN 0 THEN 1 ELSE 'no' END)",
                "INSERT INTO seen VALUES (1); DROP TABLE seen");

        assertThatThrownBy(() -> verifyBare(onlyOnce))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "1.sql:2: the migration ran once and fails when it is run again on the same database: malformed"
                                + " JSON. It depends on the clock or on chance, so nothing can be proven of it.");
    }

    /** More than the images of all steps may take. */
    @Test
    void largeRowsHideNoBrokenRollback() {
        TestMigrations large =
                TestMigrations.of("CREATE TABLE a (x); INSERT INTO a VALUES (zeroblob(30000000))", "DROP TABLE a");
        for (int i = 2; i <= 8; i++) {
            String rollback = i == 3 || i == 6 ? "SELECT 1" : "DROP TABLE t" + i;
            large = large.then(
                    "CREATE TABLE t%1$d (n CHECK (n = 1)); INSERT INTO t%1$d SELECT count(*) FROM a".formatted(i),
                    rollback);
        }

        VerificationReport report = verifyBare(large);

        assertThat(verdicts(report))
                .containsExactly(RESTORED, RESTORED, BROKEN, RESTORED, RESTORED, BROKEN, RESTORED, RESTORED);
    }

    @Test
    void aReferenceThatAMigrationLeavesDanglingIsSeen() {
        VerificationReport report = verify(TestMigrations.of(
                        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p)",
                        "DROP TABLE c; DROP TABLE p")
                .then(
                        "PRAGMA foreign_keys = OFF; DROP TABLE p; PRAGMA foreign_keys = ON",
                        "CREATE TABLE p (id INTEGER PRIMARY KEY)"));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN);
        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("dangling-reference", "rows-lost");
    }

    @Test
    void aForwardReferenceIsFineWhenItsTableComesLater() {
        TestMigrations forward = TestMigrations.of("CREATE TABLE c (p REFERENCES p)", "DROP TABLE c");

        assertThat(verify(forward).allFindings()).extracting(Finding::check).containsExactly("dangling-reference");
        assertThat(verify(forward.then("CREATE TABLE p (id INTEGER PRIMARY KEY)", "DROP TABLE p"))
                        .allFindings())
                .isEmpty();
    }

    @Test
    void aForwardReferenceThatWasFulfilledIsNotBlamedForWhatHappensLater() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE c (p REFERENCES p)", "DROP TABLE c")
                .then("CREATE TABLE p (id INTEGER PRIMARY KEY)", "DROP TABLE p")
                .then(
                        "PRAGMA foreign_keys = OFF; DROP TABLE p; PRAGMA foreign_keys = ON",
                        "CREATE TABLE p (id INTEGER PRIMARY KEY)"));

        assertThat(verdicts(report)).containsExactly(RESTORED, RESTORED, BROKEN);
    }

    @Test
    void nothingIsProvenWhereNothingIsLeftToVerify() {
        MigrationSet migrations =
                TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a").set();
        VerificationOptions fromTwo = VerificationOptions.DEFAULT.withFrom(Optional.of(MigrationVersion.of("2")));

        assertThatThrownBy(() -> new RollbackVerifier(fromTwo).verify(migrations))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no migration is left of the 1 in migrations; look at what chooses them");
        assertThatThrownBy(() -> new RollbackVerifier(VerificationOptions.DEFAULT).verify(migrations.empty()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void settingsInTheFileHeaderArePartOfRestored() {
        VerificationReport report = verify(TestMigrations.of("PRAGMA user_version = 1", "SELECT 1")
                .then("PRAGMA application_id = 7", "PRAGMA application_id = 0"));

        assertThat(verdicts(report)).containsExactly(BROKEN, RESTORED);
        assertThat(findings(report))
                .containsExactly("settings-not-restored 1.rollback.sql after the rollback user_version is 1, was 0");
    }

    @Test
    void aSchemaThatSqliteCannotReadIsAFailureOfTheScriptThatLeavesIt() {
        String garbage = "PRAGMA writable_schema = ON;\nUPDATE sqlite_schema SET sql = 'CREATE TABLE a ((';\n"
                + "PRAGMA writable_schema = OFF";

        assertThat(findings(verify(
                        TestMigrations.of("CREATE TABLE a (x)", garbage).then("CREATE TABLE b (x)", "DROP TABLE b"))))
                .containsExactly("rollback-failed 1.rollback.sql the rollback fails: malformed database schema (a) -"
                        + " near \"(\": syntax error (the script leaves a schema that SQLite cannot read)");
        assertThat(verdicts(verify(TestMigrations.of("CREATE TABLE a (x);" + garbage, "DROP TABLE a"))))
                .containsExactly(FAILED);
    }

    @Test
    void anUpThatChangesNothingNeedsNoStatementInItsRollback() {
        VerificationReport report = verify(TestMigrations.of("SELECT 1", "-- nothing to take back\n"));

        assertThat(verdicts(report)).containsExactly(RESTORED);
        assertThat(report.allFindings()).isEmpty();
    }

    @Test
    void anEmptyRollbackStandsAlone() {
        VerificationReport report = verify(TestMigrations.of("CREATE TABLE a (x); PRAGMA user_version = 1", ""));

        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("rollback-empty");

        VerificationReport order = verify(TestMigrations.of("CREATE TABLE a (x, y)", "DROP TABLE a")
                .then("DROP TABLE a; CREATE TABLE a (y, x)", ""));
        assertThat(order.allFindings()).extracting(Finding::check).containsExactly("rollback-empty");
    }

    @Test
    void whatIsLeftOnTheConnectionIsSaidOnceForEachScript() {
        VerificationReport report =
                verify(TestMigrations.of("PRAGMA foreign_keys = OFF; CREATE TABLE a (x)", "DROP TABLE a"));

        assertThat(verdicts(report)).containsExactly(RESTORED);
        assertThat(findings(report))
                .containsExactly("connection-state-leaked 1.sql after the script foreign_keys is left OFF");
        assertThat(report.passed()).isTrue();
    }

    private static VerificationReport verify(TestMigrations migrations) {
        return new RollbackVerifier(VerificationOptions.DEFAULT).verify(migrations.set());
    }

    /** On the rows alone that the migrations write. */
    private static VerificationReport verifyBare(TestMigrations migrations) {
        return new RollbackVerifier(VerificationOptions.DEFAULT.withRows(0)).verify(migrations.set());
    }

    private static List<Verdict> verdicts(VerificationReport report) {
        return report.migrations().stream().map(MigrationVerdict::verdict).toList();
    }

    private static List<String> findings(VerificationReport report) {
        return report.allFindings()
                .map(f -> f.check() + " " + f.location().file() + " " + f.message())
                .toList();
    }
}
