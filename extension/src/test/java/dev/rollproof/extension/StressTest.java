package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;

/** Thousands of tests of every kind, on eight threads, in an order that nobody chose. */
class StressTest {
    private static final String SEED = "junit.jupiter.execution.order.random.seed";
    private static final int TESTS_OF_EACH_STORAGE = 1000;

    @Test
    void everyTestSeesItsOwnRowsAndNothingIsLeft() throws Exception {
        // What a failure prints here can be given to the next run by the property of the same name.
        String seed = System.getProperty(SEED, String.valueOf(System.nanoTime()));
        TestRun run = TestRun.of(
                StressTestCases.ALL,
                Map.of(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism",
                        "8",
                        "junit.jupiter.testmethod.order.default",
                        MethodOrderer.Random.class.getName(),
                        "junit.jupiter.testclass.order.default",
                        ClassOrderer.Random.class.getName(),
                        SEED,
                        seed));

        assertThat(run.thrown()).as("failures with %s=%s", SEED, seed).isEmpty();
        List<String> inMemory = run.published(StressTestCases.URL_IN_MEMORY);
        List<String> files = run.published(StressTestCases.FILE);
        assertThat(inMemory).hasSizeGreaterThanOrEqualTo(TESTS_OF_EACH_STORAGE).doesNotHaveDuplicates();
        assertThat(files).hasSizeGreaterThanOrEqualTo(TESTS_OF_EACH_STORAGE).doesNotHaveDuplicates();
        assertThat(run.published("rollproof.leak")).isEmpty();
        assertThat(run.published("rollproof.undeleted")).isEmpty();
        assertThat(run.published("rollproof.database")).isEmpty();
        assertNoFileIsLeft(files);
        assertNoMemoryIsLeft(inMemory);
    }

    private static void assertNoFileIsLeft(List<String> files) throws IOException {
        List<Path> folders =
                files.stream().map(file -> Path.of(file).getParent()).distinct().toList();
        assertThat(folders).singleElement().satisfies(folder -> {
            assertThat(folder).doesNotExist();
            assertThat(folder.resolveSibling(folder.getFileName() + ".lock")).doesNotExist();
            assertThat(openFiles()).noneMatch(open -> open.contains(folder.toString()));
        });
    }

    /** What this process has open, where the system says so: what is open and deleted is nowhere else to be seen. */
    private static List<String> openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        List<String> open = new ArrayList<>();
        if (Files.isDirectory(descriptors)) {
            try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
                for (Path link : links) {
                    try {
                        open.add(Files.readSymbolicLink(link).toString());
                    } catch (NoSuchFileException closedSince) {
                        // Other tests run beside this one.
                    }
                }
            }
        }
        return open;
    }

    private static void assertNoMemoryIsLeft(List<String> urls) throws SQLException {
        for (String url : urls) {
            try (Connection connection = DriverManager.getConnection(url)) {
                assertThat(Sql.tables(connection)).as(url).isEmpty();
            }
        }
    }
}
