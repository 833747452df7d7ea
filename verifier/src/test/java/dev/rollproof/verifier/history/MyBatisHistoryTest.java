package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import org.apache.ibatis.migration.FileMigrationLoader;
import org.apache.ibatis.migration.JdbcConnectionProvider;
import org.apache.ibatis.migration.operations.UpOperation;
import org.apache.ibatis.migration.options.DatabaseOperationOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MyBatis Migrations itself writes the table. */
class MyBatisHistoryTest {
    private static final String CREATE =
            "CREATE TABLE ${changelog} (ID NUMERIC(20,0) NOT NULL PRIMARY KEY, APPLIED_AT VARCHAR(25) NOT NULL,"
                    + " DESCRIPTION VARCHAR(255) NOT NULL);\n-- //@UNDO\nDROP TABLE ${changelog};\n";
    private static final String SELECT = "SELECT 1;\n-- //@UNDO\nSELECT 1;\n";

    @TempDir
    private Path project;

    private Path folder() {
        return project.resolve("scripts");
    }

    private Path file() {
        return project.resolve("app.db");
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder());
        Path file = folder().resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String up(int steps) throws Exception {
        Properties variables = new Properties();
        variables.setProperty("changelog", "CHANGELOG");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            new UpOperation(steps)
                    .operate(
                            new JdbcConnectionProvider("org.sqlite.JDBC", "jdbc:sqlite:" + file(), null, null),
                            new FileMigrationLoader(folder().toFile(), "UTF-8", variables),
                            new DatabaseOperationOption(),
                            out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private List<String> standings() {
        try (ToolDatabase database = ToolDatabase.of(Layout.MYBATIS, folder(), file())) {
            return database.standings();
        }
    }

    @Test
    void seesWhatMyBatisAppliedAndWhatItPassesOver() throws Exception {
        write("001_changelog.sql", CREATE);
        write("003_b.sql", SELECT);
        write("20260101120000_c.sql", SELECT);
        up(2);

        assertThat(standings())
                .containsExactly("001_changelog: APPLIED", "003_b: APPLIED", "20260101120000_c: PENDING");

        write("002_late.sql", SELECT);
        write("bootstrap.sql", "CREATE TABLE x (y);");
        assertThat(standings()).contains("bootstrap: PASSED_OVER", "002_late: PASSED_OVER");
        assertThat(up(2)).contains("Migration script '002_late.sql' was not applied");
        assertThat(standings()).contains("20260101120000_c: APPLIED", "002_late: PASSED_OVER");

        Files.delete(folder().resolve("003_b.sql"));
        assertThat(standings()).contains("3 b: APPLIED, without a file");
    }

    @Test
    void takesTheTimeForThatOfThisMachine() throws IOException {
        write("001_changelog.sql", CREATE);
        try (ToolDatabase database = ToolDatabase.of(Layout.MYBATIS, folder())
                .after(
                        "CREATE TABLE CHANGELOG (ID, APPLIED_AT, DESCRIPTION)",
                        "INSERT INTO CHANGELOG VALUES ('001', '2026-11-21 10:22:44', 'changelog')")) {
            assertThat(database.status())
                    .containsExactly("001_changelog: APPLIED "
                            + LocalDateTime.of(2026, 11, 21, 10, 22, 44)
                                    .atZone(ZoneId.systemDefault())
                                    .toInstant());
            assertThat(database.history().keptBy()).contains("MyBatis Migrations");
        }
    }

    @Test
    void readsTheChangelogOfTheEnvironment() throws IOException {
        write("001_changelog.sql", CREATE);
        write("../environments/development.properties", "changelog=applied\n");
        try (ToolDatabase database = ToolDatabase.of(Layout.MYBATIS, folder())
                .after(
                        "CREATE TABLE applied (ID, APPLIED_AT, DESCRIPTION)",
                        "INSERT INTO applied VALUES (1, 'some day', 'changelog')")) {
            assertThat(database.status()).containsExactly("001_changelog: APPLIED");
        }
    }
}
