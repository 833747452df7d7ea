package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.verdict.Evidence;
import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.LintedMigration;
import dev.rollproof.verifier.verdict.MigrationReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinterTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);";

    @Test
    void aRollbackIsNeitherRunNorAskedFor() {
        LintReport report =
                lint(TestMigrations.of(USERS, "NOT EVEN SQL").then("CREATE TABLE notes (body TEXT);", null));

        assertThat(report.passed()).isTrue();
        assertThat(report.migrations())
                .extracting(LintedMigration::words)
                .containsExactly("nothing found", "nothing found");
        assertThat(report.migrations()).extracting(LintedMigration::rollback).containsOnly(Optional.empty());
    }

    @Test
    void theRollbackIsThereForThoseWhoReadIt() {
        LintReport report = lint(TestMigrations.of(USERS, "DROP TABLE users;"));

        assertThat(report.migrations().get(0).migration().rollback()).isPresent();
        assertThat(report.migrations().get(0).evidence().get().afterRollback()).isEmpty();
    }

    @Test
    void behindAMigrationThatFailsNothingIsReached() {
        LintReport report = lint(TestMigrations.of(USERS, null)
                .then("CREATE TABLE users (id INTEGER);", null)
                .then("DROP TABLE users;", null));

        assertThat(report.migrations())
                .extracting(LintedMigration::words)
                .containsExactly("nothing found", "1 error", "not reached");
        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("migration-failed");
        assertThat(report.migrations().get(2).up()).isEmpty();
        assertThat(report.migrations().get(2).evidence()).isEmpty();
    }

    @Test
    void whatIsOnlyAppliedIsNotJudged() {
        MigrationSet migrations = TestMigrations.of(USERS, null)
                .then("CREATE TABLE notes (body TEXT);", null)
                .set();

        LintReport report =
                new Linter(VerificationOptions.DEFAULT.withFrom(Optional.of(migrations.version("2")))).lint(migrations);

        assertThat(report.migrations())
                .extracting(linted -> linted.migration().name())
                .containsExactly("2");
        assertThat(tables(report.migrations().get(0).evidence().get())).containsExactly("notes", "users");
    }

    @Test
    void whatIsOnlyAppliedAndFailsIsToldAllTheSame() {
        MigrationSet migrations = TestMigrations.of("CREATE TABEL users (id);", null)
                .then(USERS, null)
                .set();

        LintReport report =
                new Linter(VerificationOptions.DEFAULT.withFrom(Optional.of(migrations.version("2")))).lint(migrations);

        assertThat(report.migrations())
                .extracting(linted -> linted.migration().name(), MigrationReport::words)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", "1 error"),
                        org.assertj.core.groups.Tuple.tuple("2", "not reached"));
    }

    @Test
    void aMigrationThatFailsOnlyOnRowsHidesNoOther() {
        LintReport report = lint(TestMigrations.of(USERS, null)
                .then("ALTER TABLE users ADD COLUMN age INTEGER NOT NULL;", null)
                .then("CREATE TABLE notes (body TEXT);", null));

        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("migration-fails-on-rows");
        assertThat(report.migrations().get(2).up()).isPresent();
    }

    @Test
    void rowsThatGoWithAnotherTableAreToldWithoutARollback() {
        LintReport report = lint(TestMigrations.of(
                        USERS + "CREATE TABLE notes (user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE);",
                        null)
                .then("DELETE FROM users;", null));

        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("rows-cascaded");
        assertThat(report.allFindings().findFirst().get().message())
                .isEqualTo("deleting from users deleted 3 rows of notes through ON DELETE CASCADE");
    }

    @Test
    void evidenceHoldsTheSchemasAroundTheUp() {
        LintReport report = lint(TestMigrations.of(USERS, null).then("ALTER TABLE users RENAME TO people;", null));

        Evidence evidence = report.migrations().get(1).evidence().get();
        assertThat(evidence.before().tables()).extracting(SchemaObject::name).containsExactly("users");
        assertThat(evidence.after().tables()).extracting(SchemaObject::name).containsExactly("people");
    }

    @Test
    void anIgnoreOfWhatVerifyAsksIsNotLintsToJudge() {
        LintReport report = lint(
                TestMigrations.of(USERS, "DROP TABLE users;\n-- rollproof: ignore schema-not-restored nobody minds\n"));

        assertThat(report.allFindings()).isEmpty();
        assertThat(report.migrations().get(0).declarations()).isEmpty();
    }

    @Test
    void nothingToLookAtIsNoGreenRun() {
        MigrationSet none = TestMigrations.of(USERS, null).set().empty();
        Linter linter = new Linter(VerificationOptions.DEFAULT);

        assertThatThrownBy(() -> linter.lint(none))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no migration is left of the 1 in migrations; look at what chooses them");
    }

    private static List<String> tables(Evidence evidence) {
        return evidence.after().tables().stream().map(SchemaObject::name).toList();
    }

    private static LintReport lint(TestMigrations migrations) {
        return new Linter(VerificationOptions.DEFAULT).lint(migrations.set());
    }
}
