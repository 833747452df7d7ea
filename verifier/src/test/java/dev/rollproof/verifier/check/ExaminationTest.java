package dev.rollproof.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which findings a declaration answers for. */
class ExaminationTest {
    private static final String UP = "1.sql";
    private static final String ROLLBACK = "1.rollback.sql";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "users.nickname, users, nickname, true",
                "USERS.\"Nickname\", users, nickname, true",
                "users, users, nickname, true",
                "users, users, , true",
                "users.nickname, users, , false",
                "users.nickname, users, name, false",
                "users, user, , false",
                "[a.b], a, b, false",
                "a.b, a.b, , false",
            })
    void lossyAnswersForItsTableOrColumn(String declared, String table, String column, boolean excused) {
        Finding lost = finding("rows-lost", UP);
        lost = column == null ? lost.about(table) : lost.about(table, column);

        Examination examination = examine("-- rollproof: lossy " + declared + " why", lost);

        assertThat(examination.findings()).isEqualTo(excused ? List.of() : List.of(lost));
        assertThat(examination.declarations().get(0).excused()).isEqualTo(excused ? List.of(lost) : List.of());
    }

    /** What the rollback destroyed is no loss that the up declares. */
    @ParameterizedTest
    @CsvSource({"rows-not-restored", "rows-cascaded", "schema-not-restored"})
    void lossyAnswersForNothingElse(String check) {
        Finding other = finding(check, ROLLBACK).about("users");

        assertThat(examine("-- rollproof: lossy users why", other).findings()).containsExactly(other);
    }

    @ParameterizedTest
    @CsvSource({
        "rows-lost, 1.sql, true",
        "reapply-failed, 1.sql, true",
        "statement-refused, 1.rollback.sql, true",
        "foreign-key-violation, 1.rollback.sql, true",
        "statement-refused, 1.sql, false",
        "rows-cascaded, 1.sql, false",
        "foreign-key-violation, 1.sql, false",
        "migration-fails-on-rows, 1.sql, false",
        "dangling-reference, 1.sql, false",
        "tables-not-populated, 1.sql, false",
    })
    void irreversibleAnswersForTheWayBack(String check, String file, boolean excused) {
        Finding finding = finding(check, file);

        assertThat(examine("-- rollproof: irreversible why", finding).findings())
                .isEqualTo(excused ? List.of() : List.of(finding));
    }

    /** A finding belongs to one declaration, and irreversible reaches furthest. */
    @Test
    void irreversibleComesFirst() {
        Finding lost = finding("rows-lost", UP).about("users");
        Finding leaked = finding("connection-state-leaked", UP);

        Examination examination = examine(
                "-- rollproof: lossy users a\n-- rollproof: ignore connection-state-leaked b\n-- rollproof: irreversible c",
                lost,
                leaked);

        assertThat(examination.findings()).isEmpty();
        assertThat(examination.declarations())
                .extracting(declared -> declared.declaration().kind(), Declared::excused)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("irreversible", List.of(lost)),
                        org.assertj.core.groups.Tuple.tuple("lossy", List.of()),
                        org.assertj.core.groups.Tuple.tuple("ignore", List.of(leaked)));
        assertThat(examination.irreversible()).isTrue();
    }

    private static Finding finding(String check, String file) {
        return new Finding(check, Severity.ERROR, Location.of(file), "what", "why", List.of(), Optional.empty());
    }

    private static Examination examine(String rollback, Finding... findings) {
        Migration migration = new Migration(
                MigrationVersion.of("1"),
                "1",
                "",
                new MigrationScript(UP, "SELECT 1"),
                Optional.of(new MigrationScript(ROLLBACK, rollback)),
                RollbackPlace.file(ROLLBACK));
        return Examination.of(migration, List.of(findings));
    }
}
