package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Where a kept database is when whoever runs JUnit says where results go. */
class AttachmentTest {
    @TempDir
    private Path output;

    private static boolean junitAttachesFolders() {
        return Arrays.stream(ExtensionContext.class.getMethods())
                .anyMatch(method -> method.getName().equals("publishDirectory"));
    }

    @Test
    void isTheOutputDirectoryFromJUnit512On() throws Exception {
        List<String> kept = keptBy(FailingTestCase.class);
        Path expected = junitAttachesFolders() ? output : Path.of("target/rollproof");
        assertThat(kept).hasSize(2).doesNotHaveDuplicates().allSatisfy(file -> {
            assertThat(Path.of(file)).startsWith(expected.toAbsolutePath());
            assertThat(namesIn(file)).isEqualTo("Ada");
        });
        if (junitAttachesFolders()) {
            assertThat(kept)
                    .allSatisfy(file -> assertThat(Path.of(file)).endsWith(Path.of("rollproof", "database.db")));
        }
    }

    private List<String> keptBy(Class<?> fixture) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(fixture))
                .configurationParameter("junit.platform.reporting.output.dir", output.toString())
                .build();
        List<String> kept = new CopyOnWriteArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                String path = entry.getKeyValuePairs().get("rollproof.database");
                if (path != null) {
                    kept.add(path);
                }
            }
        });
        return kept;
    }

    /** As whoever looks into it would ask, with SQLite's own shell where it is installed. */
    private static String namesIn(String file) throws IOException, InterruptedException, SQLException {
        String names = "SELECT group_concat(name) FROM customers";
        Process shell;
        try {
            shell = new ProcessBuilder("sqlite3", file, names)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notInstalled) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                return Sql.value(connection, names);
            }
        }
        try (InputStream output = shell.getInputStream()) {
            String answer = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(answer).isZero();
            return answer.strip();
        }
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class FailingTestCase {
        /** In a log of its own, and with a transaction that nobody ended. */
        @Test
        void failsInAFile(Connection connection, TestDatabase database) throws SQLException {
            Sql.run(connection, "PRAGMA journal_mode=WAL");
            fail(connection, database);
        }

        @Test
        @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, storage = Storage.MEMORY)
        void failsInMemory(Connection connection, TestDatabase database) throws SQLException {
            fail(connection, database);
        }

        private static void fail(Connection connection, TestDatabase database) throws SQLException {
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Ada')");
            Connection other = database.dataSource().getConnection();
            other.setAutoCommit(false);
            Sql.run(other, "INSERT INTO customers (name) VALUES ('never committed')");
            throw new AssertionError("on purpose");
        }
    }
}
