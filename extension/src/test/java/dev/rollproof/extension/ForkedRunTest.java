package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that run their tests in several JVMs, side by side and one after the other, and one that is killed. */
class ForkedRunTest {
    private static final String HOLDING = "holding a database";
    private static final String GREEN = "3 green, 0 not";

    @TempDir
    private Path temporary;

    @Test
    void oneThatIsKilledDisturbsNoOther() throws Exception {
        try (ForkedRun first = ForkedRun.start(temporary, HoldingTestCase.class);
                ForkedRun killed = ForkedRun.start(temporary, HoldingTestCase.class);
                ForkedRun last = ForkedRun.start(temporary, HoldingTestCase.class)) {
            first.awaitLine(HOLDING);
            last.awaitLine(HOLDING);
            killed.awaitLine(HOLDING);
            killed.kill();
            List<Path> all = folders();
            endsGreen(first);
            endsGreen(last);
            assertThat(all).hasSize(3);

            List<Path> left = folders();
            assertThat(left).singleElement().satisfies(folder -> {
                assertThat(folder.resolve("1.db")).isNotEmptyFile();
                assertThat(all).contains(folder);
            });
            try (ForkedRun next = ForkedRun.start(temporary, HoldingTestCase.class)) {
                next.awaitLine(HOLDING);
                assertThat(folders()).hasSize(1).doesNotContainAnyElementsOf(left);
                endsGreen(next);
            }
            assertThat(folders()).isEmpty();
        }
    }

    private static void endsGreen(ForkedRun run) throws IOException, InterruptedException {
        run.goOn();
        run.awaitLine(GREEN);
        run.awaitEnd();
    }

    private List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, "rollproof-*")) {
            for (Path path : found) {
                if (Files.isDirectory(path)) {
                    folders.add(path);
                }
            }
        }
        return folders;
    }

    /** Each JVM that runs it says that it has a database, and goes on when its input ends. */
    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class HoldingTestCase {
        @RepeatedTest(3)
        void findsWhatItWrote(Connection connection) throws IOException, SQLException {
            assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("0");
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Ada')");
            System.out.println(HOLDING);
            System.in.readAllBytes();
            assertThat(Sql.value(connection, "SELECT name FROM customers")).isEqualTo("Ada");
        }
    }
}
