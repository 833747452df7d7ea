package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of one run, beside those of others. */
class WorkspaceTest {
    @TempDir
    private Path parent;

    @Test
    void leavesNothing() throws IOException {
        Workspace workspace = Workspace.createIn(parent);
        Files.writeString(workspace.folder().resolve("1.db"), "rows");
        Files.createDirectory(workspace.folder().resolve("a test's own"));

        workspace.close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void deletesWhatAKilledRunLeftAndNothingElse() throws IOException {
        Files.createFile(parent.resolve("rollproof-123.lock"));
        Files.createDirectory(parent.resolve("rollproof-123"));
        Files.writeString(parent.resolve("rollproof-123").resolve("1.db"), "rows");
        Path unlocked = Files.createDirectory(parent.resolve("rollproof-of-someone-else"));
        Workspace living = Workspace.createIn(parent);

        Workspace next = Workspace.createIn(parent);

        assertThat(parent.resolve("rollproof-123")).doesNotExist();
        assertThat(parent.resolve("rollproof-123.lock")).doesNotExist();
        assertThat(unlocked).exists();
        assertThat(living.folder()).exists();
        living.close();
        next.close();
        assertThat(parent).isDirectoryContaining(unlocked::equals);
        try (var left = Files.list(parent)) {
            assertThat(left).hasSize(1);
        }
    }

    /** POSIX takes a process's lock on a file away when the process closes any channel to it: the second must open none. */
    @Test
    void isLeftAloneByOtherJvmsHoweverManyRunsThisOneHas() throws Exception {
        Workspace first = Workspace.createIn(parent);
        Workspace second = Workspace.createIn(parent);

        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherJvm.class.getName(),
                        parent.toString())
                .inheritIO()
                .start();

        assertThat(other.waitFor()).isZero();
        assertThat(first.folder()).exists();
        assertThat(second.folder()).exists();
        first.close();
        second.close();
        assertThat(parent).isEmptyDirectory();
    }

    /** One run, in a JVM of its own. */
    static final class OtherJvm {
        private OtherJvm() {}

        public static void main(String[] arguments) throws IOException {
            Workspace.createIn(Path.of(arguments[0])).close();
        }
    }

    @Test
    void manyBeginAndEndSideBySide() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int killed = 0; killed < 50; killed++) {
                Files.createFile(parent.resolve("rollproof-killed" + killed + ".lock"));
                Files.createDirectory(parent.resolve("rollproof-killed" + killed));
            }
            Callable<Boolean> run = () -> {
                Workspace workspace = Workspace.createIn(parent);
                Files.writeString(workspace.folder().resolve("1.db"), "rows");
                boolean alone = Files.exists(workspace.folder().resolve("1.db"));
                workspace.close();
                return alone;
            };
            for (Future<Boolean> alone : threads.invokeAll(Collections.nCopies(200, run))) {
                assertThat(alone.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(parent).isEmptyDirectory();
    }
}
