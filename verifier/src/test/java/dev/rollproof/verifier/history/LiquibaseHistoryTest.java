package dev.rollproof.verifier.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase itself writes the table. */
class LiquibaseHistoryTest {
    private static final String HEADER = "--liquibase formatted sql\n";
    private static final String CREATE =
            "CREATE TABLE DATABASECHANGELOG (ID VARCHAR(255), AUTHOR VARCHAR(255), FILENAME VARCHAR(255), DATEEXECUTED TEXT,"
                    + " ORDEREXECUTED INTEGER)";

    @TempDir
    private Path project;

    @BeforeAll
    static void beSilent() {
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
        System.setProperty("liquibase.analytics.enabled", "false");
    }

    private Path folder() {
        return project.resolve("db/changelog");
    }

    private Path file() {
        return project.resolve("app.db");
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve(name), text);
    }

    /** Runs the next changesets, as many as are asked for. */
    private void update(int changesets) throws Exception {
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Liquibase liquibase = new Liquibase(
                        "db/changelog/changelog.sql",
                        new DirectoryResourceAccessor(project),
                        new JdbcConnection(connection))) {
            Scope.child(
                    Map.of(Scope.Attr.ui.name(), new LoggerUIService()),
                    () -> liquibase.update(changesets, new Contexts(), new LabelExpression()));
        }
    }

    private List<String> standings() {
        try (ToolDatabase database = ToolDatabase.of(Layout.LIQUIBASE, folder(), file())) {
            return database.standings();
        }
    }

    @Test
    void seesWhatLiquibaseApplied() throws Exception {
        write(
                "changelog.sql",
                HEADER + "--changeset ann:1\ncreate table a(x);\n--changeset bob:1\ncreate table b(x);\n"
                        + "--changeset bob:drop-it\ndrop table b;\n");
        update(2);

        assertThat(standings()).containsExactly("1::ann: APPLIED", "1::bob: APPLIED", "drop-it::bob: PENDING");

        write(
                "changelog.sql",
                HEADER + "--changeset bob:0\ncreate table z(x);\n--changeset bob:1\ncreate table b(x);\n");
        assertThat(standings())
                .containsExactly(
                        "0::bob: LATE",
                        "1::bob: APPLIED",
                        "db/changelog/changelog.sql::1::ann: APPLIED, without a file");
        update(1);
        assertThat(standings()).contains("0::bob: APPLIED");
    }

    @Test
    void takesAPathForTheSameThatBeginsElsewhere() throws IOException {
        write("a.sql", HEADER + "--changeset ann:1\nselect 1;\n");
        write("b.sql", HEADER + "--changeset ann:1\nselect 1;\n");
        try (ToolDatabase database = ToolDatabase.of(Layout.LIQUIBASE, folder())
                .after(
                        CREATE,
                        "INSERT INTO DATABASECHANGELOG VALUES ('1', 'ann', 'classpath:/db/changelog/b.sql', '2026-11-21 10:22:44', 1)")) {
            assertThat(database.status())
                    .containsExactly("a.sql::1::ann: LATE", "b.sql::1::ann: APPLIED 2026-11-21T10:22:44Z");
            assertThat(database.history().keptBy()).contains("Liquibase");
        }
    }
}
