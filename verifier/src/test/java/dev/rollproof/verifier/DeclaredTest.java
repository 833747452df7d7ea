package dev.rollproof.verifier;

import static dev.rollproof.verifier.verdict.Verdict.BROKEN;
import static dev.rollproof.verifier.verdict.Verdict.FAILED;
import static dev.rollproof.verifier.verdict.Verdict.IRREVERSIBLE;
import static dev.rollproof.verifier.verdict.Verdict.MISSING;
import static dev.rollproof.verifier.verdict.Verdict.RESTORED;
import static dev.rollproof.verifier.verdict.Verdict.UNVERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration declares decides what counts of what is found, and stays visible. */
class DeclaredTest {
    private static final String IRREVERSIBLE_WHY = "-- rollproof: irreversible the table is gone\n";

    @Test
    void aRollbackFileMayDeclareAndDoNothing() {
        VerificationReport report = verify(table().then("DROP TABLE a", IRREVERSIBLE_WHY));

        assertThat(verdicts(report)).containsExactly(RESTORED, IRREVERSIBLE);
        assertThat(report.allFindings()).isEmpty();
        assertThat(declared(report)).containsExactly("irreversible 2.rollback.sql:1:1 the table is gone []");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void anUpMayDeclareForARollbackThatIsNotThere() {
        VerificationReport report = verify(
                table().then(IRREVERSIBLE_WHY + "DROP TABLE a", null).then("CREATE TABLE b (x)", "DROP TABLE b"));

        assertThat(verdicts(report)).containsExactly(RESTORED, IRREVERSIBLE, RESTORED);
        assertThat(report.allFindings()).isEmpty();
        assertThat(declared(report)).containsExactly("irreversible 2.sql:1:1 the table is gone []");
    }

    @Test
    void anUpMayDeclareForAnEmptyRollback() {
        VerificationReport report = verify(table().then(IRREVERSIBLE_WHY + "DROP TABLE a", "-- nothing\n"));

        assertThat(verdicts(report)).containsExactly(RESTORED, IRREVERSIBLE);
        assertThat(report.allFindings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 | schema-not-restored",
                "CREATE TABLE a (y) | schema-not-restored",
                "CREATE TABLE a (x); PRAGMA user_version = 7 | settings-not-restored, rows-lost",
                "SELECT json('irreversible') | rollback-failed",
                "ATTACH 'x' AS y | statement-refused",
            })
    void whatTheRollbackOfAnIrreversibleOneDoesIsExcusedAndVisible(String rollback, String check) {
        VerificationReport report = verify(table().then("DROP TABLE a", IRREVERSIBLE_WHY + rollback));

        assertThat(verdicts(report)).containsExactly(RESTORED, IRREVERSIBLE);
        assertThat(report.allFindings()).isEmpty();
        assertThat(declared(report))
                .containsExactly("irreversible 2.rollback.sql:1:1 the table is gone [" + check + "]");
    }

    @Test
    void irreversibleExcusesNothingOfTheUp() {
        VerificationReport failing = verify(table().then("DROP TABLE nope", IRREVERSIBLE_WHY)
                .then("CREATE TABLE b (x)", "-- rollproof: irreversible never reached"));

        assertThat(verdicts(failing)).containsExactly(RESTORED, FAILED, UNVERIFIED);
        assertThat(findings(failing))
                .containsExactly("migration-failed 2.sql the migration fails: no such table: nope");
        assertThat(declared(failing))
                .containsExactly(
                        "irreversible 2.rollback.sql:1:1 the table is gone []",
                        "irreversible 3.rollback.sql:1:1 never reached []");

        VerificationReport dangling = verify(
                TestMigrations.of("CREATE TABLE a (x); CREATE VIEW v AS SELECT x FROM a", "DROP VIEW v; DROP TABLE a")
                        .then("DROP TABLE a; PRAGMA foreign_keys = OFF", IRREVERSIBLE_WHY));
        assertThat(verdicts(dangling)).containsExactly(RESTORED, IRREVERSIBLE);
        assertThat(dangling.allFindings())
                .extracting(Finding::check)
                .containsExactly("dangling-reference", "connection-state-leaked");
        assertThat(dangling.passed()).isFalse();
    }

    @Test
    void theWayDownPassesAnIrreversibleOne() {
        // The rollback of 2 brings the schema back, but not the row that the one of 1 needs to find.
        VerificationReport report = verify(TestMigrations.of(
                        "CREATE TABLE a (x, y); INSERT INTO a VALUES (1, 2)",
                        "CREATE TABLE once (n CHECK (n = 1)); INSERT INTO once SELECT count(y) FROM a; DROP TABLE once;"
                                + " DROP TABLE a")
                .then("ALTER TABLE a DROP COLUMN y", IRREVERSIBLE_WHY + "ALTER TABLE a ADD COLUMN y")
                .then("CREATE TABLE b (x)", "DROP TABLE b"));

        assertThat(verdicts(report)).containsExactly(RESTORED, IRREVERSIBLE, RESTORED);
        assertThat(report.allFindings()).extracting(Finding::check).doesNotContain("descent-differs");
    }

    @Test
    void withoutAReasonItIsNotIrreversible() {
        VerificationReport report = verify(table().then("DROP TABLE a", "-- gone\n -- rollproof: irreversible"));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN);
        assertThat(findings(report))
                .containsExactly("irreversible-without-reason 2.rollback.sql declared irreversible without a reason");
        assertThat(report.allFindings().findFirst().orElseThrow().location().position())
                .contains(new SourcePosition(2, 2));
        assertThat(verdicts(verify(table().then("-- rollproof: irreversible\nDROP TABLE a", null))))
                .containsExactly(RESTORED, MISSING);
    }

    @Test
    void aProjectMayDoWithoutReasons() {
        VerificationReport report = verify(
                table().then("DROP TABLE a", "-- rollproof: irreversible"),
                Map.of("irreversible-without-reason", Severity.NOTE));

        assertThat(verdicts(report)).containsExactly(RESTORED, IRREVERSIBLE);
        assertThat(report.passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- rollproof: irreversible it takes long\n", "-- rollproof: irreversible\n"})
    void irreversibleIsStaleWhereTheRollbackBringsEverythingBack(String declaration) {
        VerificationReport report = verify(table().then("CREATE TABLE b (x)", declaration + "DROP TABLE b"));

        assertThat(verdicts(report)).containsExactly(RESTORED, IRREVERSIBLE);
        assertThat(findings(report))
                .containsExactly("irreversible-stale 2.rollback.sql declared irreversible, but the rollback brings"
                        + " everything back");
        assertThat(report.passed()).isFalse();
    }

    /** What the values were is not in the schema; and a rollback that does nothing brings nothing back. */
    @ParameterizedTest
    @ValueSource(strings = {"", "SELECT 1"})
    void irreversibleIsNotStaleAfterAChangeOfValues(String rollback) {
        VerificationReport report = verify(table().then("UPDATE a SET x = lower(x)", IRREVERSIBLE_WHY + rollback));

        assertThat(verdicts(report)).containsExactly(RESTORED, IRREVERSIBLE);
        assertThat(report.allFindings()).isEmpty();
    }

    @Test
    void besideAnErrorOfTheUpIrreversibleIsNotStale() {
        VerificationReport report = verify(
                TestMigrations.of("CREATE TABLE a (x); CREATE VIEW v AS SELECT x FROM a", "DROP VIEW v; DROP TABLE a")
                        .then("DROP TABLE a", IRREVERSIBLE_WHY + "CREATE TABLE a (x)"));

        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("dangling-reference");
    }

    @Test
    void whatIsIgnoredDoesNotCount() {
        VerificationReport report = verify(table().then(
                        "PRAGMA user_version = 2; CREATE TABLE b (x)",
                        "DROP TABLE b; -- rollproof: ignore settings-not-restored the application sets it"));

        assertThat(verdicts(report)).containsExactly(RESTORED, RESTORED);
        assertThat(report.allFindings()).isEmpty();
        assertThat(declared(report))
                .containsExactly("ignore 2.rollback.sql:1:15 the application sets it [settings-not-restored]");
    }

    @Test
    void anIgnoredFindingHidesNoOtherMigration() {
        VerificationReport report =
                verify(table().then("CREATE INDEX i ON a (x)", "-- rollproof: ignore schema-not-restored why\nSELECT 1")
                        .then("CREATE TABLE b (x)", "SELECT 1"));

        assertThat(verdicts(report)).containsExactly(RESTORED, RESTORED, BROKEN);
        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("schema-not-restored");
    }

    @Test
    void aMissingRollbackMayBeIgnored() {
        VerificationReport report = verify(
                table().then("-- rollproof: ignore rollback-missing only an index\nCREATE INDEX i ON a (x)", null));

        assertThat(verdicts(report)).containsExactly(RESTORED, MISSING);
        assertThat(report.passed()).isTrue();
        assertThat(declared(report)).containsExactly("ignore 2.sql:1:1 only an index [rollback-missing]");
    }

    @Test
    void thatNoRollbackIsThereIsSaidOfThoseThatNeedOne() {
        String ignoring = "-- rollproof: ignore rollback-missing why\n";
        VerificationReport one = verify(TestMigrations.of(ignoring + "CREATE TABLE a (x)", null)
                .then("CREATE TABLE b (x)", null)
                .then("CREATE TABLE c (x)", null));
        assertThat(findings(one))
                .containsExactly(
                        "rollback-missing 2.sql none of the 3 migrations has a rollback; 1 is declared to need none");
        assertThat(declared(one)).containsExactly("ignore 1.sql:1:1 why [rollback-missing]");

        VerificationReport all = verify(
                TestMigrations.of(ignoring + "CREATE TABLE a (x)", null).then(IRREVERSIBLE_WHY + "DROP TABLE a", null));
        assertThat(verdicts(all)).containsExactly(MISSING, IRREVERSIBLE);
        assertThat(all.allFindings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lossy a.x nobody reads it | declared lossy, but nothing of a.x is lost",
                "lossy a nobody reads it | declared lossy, but nothing of a is lost",
                "ignore column-order-differs fine | column-order-differs is ignored, but it finds nothing here",
            })
    void aDeclarationThatNothingNeedsIsStale(String declaration, String message) {
        VerificationReport report =
                verify(table().then("CREATE TABLE b (x)", "-- rollproof: " + declaration + "\nDROP TABLE b"));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN);
        assertThat(findings(report)).containsExactly("declaration-stale 2.rollback.sql " + message);
        assertThat(declared(report)).hasSize(1);
    }

    @Test
    void theSecondOfTwoEqualDeclarationsIsStale() {
        VerificationReport report = verify(
                table().then(
                                "PRAGMA user_version = 2",
                                "-- rollproof: ignore settings-not-restored one\n-- rollproof: ignore settings-not-restored two"));

        assertThat(report.allFindings().map(f -> f.location().position().orElseThrow()))
                .containsExactly(new SourcePosition(2, 1));
    }

    /** Another error may be why the check found nothing. */
    @Test
    void besideAnErrorNothingIsCalledStale() {
        VerificationReport report =
                verify(table().then("CREATE TABLE b (x)", "-- rollproof: ignore reapply-failed why\nDROP TABLE nope"));

        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("rollback-failed");
    }

    /** No rollback has been looked at, so nothing is known of what it loses. */
    @Test
    void whereARollbackMayBeMissingNothingIsCalledStale() {
        VerificationReport report = verify(
                table().then("-- rollproof: lossy a.x nobody reads it\nUPDATE a SET x = NULL", null),
                Map.of("rollback-missing", Severity.NOTE));

        assertThat(verdicts(report)).containsExactly(RESTORED, MISSING);
        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("rollback-missing");
    }

    /** The declaration says something, so the file is not empty; what it does not bring back is said as of any other. */
    @Test
    void aRollbackThatOnlyDeclaresALossStillBringsNothingBack() {
        VerificationReport report =
                verify(table().then("ALTER TABLE a ADD COLUMN y", "-- rollproof: lossy a.y nobody reads it"));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN);
        assertThat(findings(report))
                .containsExactly("schema-not-restored 2.rollback.sql after the rollback column a.y is left behind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ireversible why | there is no \"ireversible\"; did you mean irreversible?",
                "ignore schema-not-restord why | there is no check \"schema-not-restord\"; did you mean schema-not-restored?",
                "ignore rollback-failed why | rollback-failed cannot be ignored: where a script fails, nothing is proven",
                "ignore declaration-stale why | declaration-stale cannot be ignored: it is about declarations",
                "ignore version-gap why | version-gap cannot be ignored here: it is about the folder as a whole",
            })
    void aDeclarationThatCannotBeReadHasNoEffectAndIsAnError(String declaration, String fault) {
        VerificationReport report =
                verify(table().then("CREATE TABLE b (x)", "DROP TABLE b; -- rollproof: " + declaration));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN);
        assertThat(findings(report))
                .containsExactly("declaration-malformed 2.rollback.sql the declaration has no effect: " + fault);
        assertThat(report.allFindings().findFirst().orElseThrow().location().position())
                .contains(new SourcePosition(1, 15));
        assertThat(declared(report)).isEmpty();
    }

    /** Its own fault comes before what follows from it. */
    @Test
    void aRollbackThatHoldsOnlyAMistypedDeclarationBringsNothingBack() {
        VerificationReport report = verify(table().then("DROP TABLE a", "-- rollproof: ireversible the table is gone"));

        assertThat(verdicts(report)).containsExactly(RESTORED, BROKEN);
        assertThat(report.allFindings())
                .extracting(Finding::check)
                .containsExactly("declaration-malformed", "schema-not-restored");
    }

    private static TestMigrations table() {
        return TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a");
    }

    private static VerificationReport verify(TestMigrations migrations) {
        return verify(migrations, Map.of());
    }

    private static VerificationReport verify(TestMigrations migrations, Map<String, Severity> severities) {
        return new RollbackVerifier(VerificationOptions.DEFAULT.withSeverities(severities)).verify(migrations.set());
    }

    private static List<Verdict> verdicts(VerificationReport report) {
        return report.migrations().stream().map(MigrationVerdict::verdict).toList();
    }

    private static List<String> findings(VerificationReport report) {
        return report.allFindings()
                .map(f -> f.check() + " " + f.location().file() + " " + f.message())
                .toList();
    }

    /** {@code KIND FILE:LINE:COLUMN REASON [EXCUSED CHECKS]}. */
    private static List<String> declared(VerificationReport report) {
        return report.migrations().stream()
                .flatMap(m -> m.declarations().stream())
                .map(d -> "%s %s:%d:%d %s %s"
                        .formatted(
                                d.declaration().kind(),
                                d.declaration().file(),
                                d.declaration().position().orElseThrow().line(),
                                d.declaration().position().orElseThrow().column(),
                                d.declaration().reason().orElse("-"),
                                d.excused().stream().map(Finding::check).toList()))
                .toList();
    }

    /** One made row holds no NULL: that nothing was lost proves nothing. */
    @Test
    void withFewRowsNoLossIsCalledStale() {
        TestMigrations backfill = TestMigrations.of(
                        "CREATE TABLE n (id INTEGER PRIMARY KEY, nick TEXT)", "DROP TABLE n")
                .then(
                        "UPDATE n SET nick = '' WHERE nick IS NULL",
                        "-- rollproof: lossy n.nick NULL becomes empty\nSELECT 1");

        for (int rows : new int[] {0, 1, 3}) {
            VerificationReport report =
                    new RollbackVerifier(VerificationOptions.DEFAULT.withRows(rows)).verify(backfill.set());
            assertThat(report.allFindings()).as(rows + " rows").isEmpty();
        }
    }
}
