package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway itself writes the table: what it would say of a migration, status says too. */
class FlywayHistoryTest {
    private static final String TABLE =
            "CREATE TABLE flyway_schema_history (installed_rank INT PRIMARY KEY, version, description, type, script,"
                    + " checksum INT, installed_by, installed_on TEXT, execution_time INT, success BOOLEAN)";

    @TempDir
    private Path project;

    @BeforeEach
    void writeThreeVersionsAndARepeatable() throws IOException {
        write("V001__the_first_one.sql", "CREATE TABLE a (x);\n");
        write("sub/V1.2___b.sql", "\uFEFF-- Ünïcode\r\nCREATE TABLE b (x);\r\n\r\n-- ${table}");
        write("V2_1.sql", "");
        write("R__the_view.sql", "DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT * FROM ${table};");
        Files.writeString(project.resolve("flyway.conf"), "flyway.placeholders.table=a\n");
    }

    private Path folder() {
        return project.resolve("migration");
    }

    private Path file() {
        return project.resolve("app.db");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Flyway flyway(String... settings) {
        return Flyway.configure()
                .configuration(Map.of("flyway.placeholders.table", "a"))
                .configuration(settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]))
                .loggers("slf4j")
                .dataSource("jdbc:sqlite:" + file(), "", "")
                .locations("filesystem:" + folder())
                .load();
    }

    private List<String> standings() {
        try (ToolDatabase database = ToolDatabase.of(Layout.FLYWAY, folder(), file())) {
            return database.standings();
        }
    }

    @Test
    void seesWhatFlywayApplied() {
        flyway("flyway.target", "1.2").migrate();

        assertThat(standings())
                .containsExactly(
                        "V001__the_first_one: APPLIED", "V1.2___b: APPLIED", "V2_1: PENDING", "R__the_view: APPLIED");

        flyway().migrate();

        assertThat(standings())
                .containsExactly(
                        "V001__the_first_one: APPLIED", "V1.2___b: APPLIED", "V2_1: APPLIED", "R__the_view: APPLIED");
    }

    @Test
    void seesLineEndsThatChangedAsFlywayDoes() throws IOException {
        flyway().migrate();
        write("V001__the_first_one.sql", "CREATE TABLE a (x);\r\n\r\n");

        assertThat(flyway().migrate().migrationsExecuted).isZero();
        assertThat(standings()).contains("V001__the_first_one: APPLIED");
    }

    @Test
    void seesEditedFiles() throws IOException {
        flyway().migrate();
        write("R__the_view.sql", "DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT x AS y FROM ${table};");
        write("V001__the_first_one.sql", "CREATE TABLE a (x, y);\n");

        assertThat(standings())
                .contains(
                        "V001__the_first_one: EDITED (V001__the_first_one.sql has another checksum than when it was applied; flyway migrate stops there)",
                        "R__the_view: EDITED (R__the_view.sql has another checksum than when it was applied; flyway migrate runs it again)");
        assertThatThrownBy(flyway()::migrate)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("checksum mismatch for migration version 001");

        write("V001__the_first_one.sql", "CREATE TABLE a (x);\n");
        flyway().migrate();
        assertThat(standings()).contains("V001__the_first_one: APPLIED", "R__the_view: APPLIED");
    }

    @Test
    void seesAnotherDescription() throws IOException {
        flyway().migrate();
        Files.move(folder().resolve("V001__the_first_one.sql"), folder().resolve("V1__one.sql"));

        assertThat(standings())
                .contains(
                        "V1__one: EDITED (it was applied with the description \"the first one\" and has \"one\" now; flyway migrate stops there)");
        assertThatThrownBy(flyway()::migrate).hasMessageContaining("description mismatch for migration version 001");
    }

    @Test
    void seesALateVersionAndOneWithoutAFile() throws IOException {
        flyway().migrate();
        write("V1.5__late.sql", "SELECT 1;");

        assertThat(standings()).contains("V1.5__late: OUT_OF_ORDER");
        assertThatThrownBy(flyway()::migrate).hasMessageContaining("resolved migration not applied to database: 1.5");

        Files.delete(folder().resolve("V1.5__late.sql"));
        Files.delete(folder().resolve("V001__the_first_one.sql"));
        assertThat(standings()).contains("V001__the_first_one.sql: APPLIED, without a file");
        assertThatThrownBy(flyway()::migrate).hasMessageContaining("applied migration not resolved locally: 001");

        flyway().repair();
        assertThat(standings()).noneMatch(line -> line.startsWith("V001"));
        flyway().migrate();
    }

    @Test
    void takesABaselineForEverythingUpToItsVersion() throws IOException {
        flyway("flyway.baselineVersion", "1.2").baseline();
        write("R__the_view.sql", "SELECT 1;");
        flyway().migrate();

        assertThat(standings())
                .containsExactly(
                        "V001__the_first_one: APPLIED", "V1.2___b: APPLIED", "V2_1: APPLIED", "R__the_view: APPLIED");
    }

    @Test
    void saysNothingOfABaselineThatStandsForNoMigration() {
        flyway("flyway.baselineVersion", "0.1").baseline();

        assertThat(standings())
                .containsExactly(
                        "V001__the_first_one: PENDING", "V1.2___b: PENDING", "V2_1: PENDING", "R__the_view: PENDING");
    }

    @Test
    void seesAScriptThatStoppedHalfway() throws IOException {
        write("V3__c.sql", "CREATE TABLE c (x);\nnonsense;");
        write("V3__c.sql.conf", "executeInTransaction=false");
        assertThatThrownBy(flyway()::migrate).isInstanceOf(FlywayException.class);

        assertThat(standings())
                .contains(
                        "V3__c: UNFINISHED (it failed halfway; flyway migrate stops until flyway repair is run)",
                        "R__the_view: PENDING");

        flyway().repair();
        assertThat(standings()).contains("V3__c: PENDING");
    }

    @Test
    void readsTimesAndWhatWasTakenBack() throws IOException {
        try (ToolDatabase database = ToolDatabase.of(Layout.FLYWAY, folder())
                .after(
                        TABLE,
                        "INSERT INTO flyway_schema_history VALUES (1, '001', 'the first one', 'SQL',"
                                + " 'V001__the_first_one.sql', NULL, '', '2026-11-21 10:22:46.156', 12, 1)",
                        "INSERT INTO flyway_schema_history VALUES (2, '1.2', ' b', 'SQL', 'sub/V1.2___b.sql', NULL, '',"
                                + " '2026-11-21 10:22:46.379', 1, 1)",
                        "INSERT INTO flyway_schema_history VALUES (3, '1.2', ' b', 'UNDO_SQL', 'U1.2___b.sql', NULL, '',"
                                + " '2026-11-21 10:22:46.379', 1, 1)")) {
            assertThat(database.status())
                    .containsExactly(
                            "V001__the_first_one: APPLIED 2026-11-21T10:22:46.156Z PT0.012S",
                            "V1.2___b: PENDING",
                            "V2_1: PENDING",
                            "R__the_view: PENDING");
        }
    }

    @Test
    void leavesTheWritingToFlyway() throws IOException {
        try (ToolDatabase database = ToolDatabase.of(Layout.FLYWAY, folder())) {
            assertThat(database.history().keptBy()).contains("Flyway");
            assertThatThrownBy(() -> database.applied("1"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("flyway_schema_history is written by Flyway alone");
            assertThatThrownBy(() -> database.rolledBack("1")).isInstanceOf(IllegalStateException.class);
        }
    }
}
