package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.report.JsonReport;
import dev.rollproof.verifier.report.ReportSource;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.seed.SeedAt;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A history in sections, proven in one thread or in several, against the same in one piece. */
class SectionsTest {
    private static final int ONE_PIECE = Integer.MAX_VALUE;
    private static final int HISTORIES = 200;
    private static final int[] SEVERAL = {2, 3, 7};
    private static final Pattern CHECKS = Pattern.compile("\"check\" : \"([a-z-]+)\"");

    @Test
    void theReportIsThatOfOnePiece() {
        Set<String> found = new TreeSet<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = RandomHistory.of(seed);
            String whole = report(history, 1, ONE_PIECE);
            CHECKS.matcher(whole).results().forEach(check -> found.add(check.group(1)));
            for (int jobs : new int[] {1, SEVERAL[(int) (seed % SEVERAL.length)]}) {
                int length = 1 + (int) ((seed + jobs) % 4);
                assertThat(report(history, jobs, length))
                        .as("history %d, %d jobs, sections of %d", seed, jobs, length)
                        .isEqualTo(whole);
            }
        }
        // What one migration tells another of; where it does not occur, nothing is said of it above.
        assertThat(found)
                .contains(
                        "dangling-reference",
                        "descent-differs",
                        "migration-failed",
                        "rollback-failed",
                        "rollback-missing",
                        "rows-left-behind",
                        "schema-not-restored",
                        "settings-not-restored",
                        "tables-not-populated",
                        "text-differs");
    }

    /** The first of the two rollbacks writes what the second does too; made rows may not begin at what it wrote. */
    @Test
    void eachMigrationBeginsAtTheTextThatTheUpsLeave() {
        String written = "PRAGMA writable_schema = ON; UPDATE sqlite_schema"
                + " SET sql = replace(sql, 'CREATE INDEX', 'CREATE  INDEX') WHERE name = 'i'; PRAGMA writable_schema = OFF;";
        TestMigrations migrations = TestMigrations.of("CREATE TABLE t (x); CREATE INDEX i ON t (x)", "DROP TABLE t")
                .then("CREATE TABLE a (x)", "DROP TABLE a;" + written)
                .then("CREATE TABLE b (x)", "DROP TABLE b;" + written);
        assertThat(new RollbackVerifier(VerificationOptions.DEFAULT)
                        .verify(migrations.set())
                        .allFindings())
                .extracting(
                        finding -> finding.check() + " " + finding.location().file())
                .containsExactly("text-differs 2.rollback.sql", "text-differs 3.rollback.sql");
    }

    /** The pilot meets the later one too, and perhaps somebody above it. */
    @Test
    void whatIsThrownFirstInOneThreadIsThrownOfSeveral() {
        TestMigrations migrations = tables(24);
        VerificationOptions options = VerificationOptions.DEFAULT
                .withSeeds(List.of(twice("t15", "15"), twice("t3", "9")))
                .withJobs(4);
        assertThatThrownBy(() -> new RollbackVerifier(options, 2).verify(migrations.set()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("t3.sql:1:1: UNIQUE constraint failed: t3.id");
    }

    @Test
    void noThreadIsLeft() {
        new RollbackVerifier(VerificationOptions.DEFAULT.withJobs(4), 2)
                .verify(tables(24).set());
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("rollproof-"));
    }

    @Test
    void anInterruptIsLeftToTheCaller() {
        // The driver forgets it while it loads its library.
        SqliteDatabase.sqliteVersion();
        Thread.currentThread().interrupt();
        VerificationReport report = new RollbackVerifier(VerificationOptions.DEFAULT.withJobs(2), 2)
                .verify(tables(24).set());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.passed()).isTrue();
    }

    @Test
    void sectionsDependOnTheMigrationsAlone() {
        assertThat(Section.of(0, 16, 16)).containsExactly(new Section(0, 16));
        assertThat(Section.of(0, 17, 16)).containsExactly(new Section(0, 16), new Section(16, 17));
        assertThat(Section.of(90, 100, 4))
                .containsExactly(new Section(90, 94), new Section(94, 98), new Section(98, 100));
        assertThat(Section.of(0, 2_000, 16)).hasSize(16).last().isEqualTo(new Section(1_875, 2_000));
    }

    private static TestMigrations tables(int count) {
        TestMigrations migrations = TestMigrations.of("CREATE TABLE t1 (id INTEGER PRIMARY KEY)", "DROP TABLE t1");
        for (int i = 2; i <= count; i++) {
            migrations.then("CREATE TABLE t" + i + " (id INTEGER PRIMARY KEY)", "DROP TABLE t" + i);
        }
        return migrations;
    }

    private static SeedAt twice(String table, String version) {
        return new SeedAt(
                Seed.of(table + ".sql", "INSERT INTO " + table + " VALUES (1), (1)"),
                Optional.of(MigrationVersion.of(version)));
    }

    private static String report(RandomHistory history, int jobs, int leastSection) {
        try {
            VerificationReport report = verify(history, jobs, leastSection);
            return JsonReport.of(List.of(new ReportSource("main", "migrations", report)), "test")
                    .replaceAll("(\"(up|rollback|reapply)\" : )[0-9.E-]+", "$1…");
        } catch (InvalidInputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static VerificationReport verify(RandomHistory history, int jobs, int leastSection) {
        VerificationOptions options =
                VerificationOptions.DEFAULT.withSeeds(history.seeds()).withJobs(jobs);
        return new RollbackVerifier(options, leastSection).verify(history.migrations());
    }
}
