package dev.rollproof.verifier.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerLockTest {
    @TempDir
    private Path folder;

    private Path database = Path.of("");

    @BeforeEach
    void names() throws IOException {
        database = folder.toRealPath().resolve("app.db");
    }

    @Test
    void saysWhoHoldsItAndLeavesNothing() {
        try (RunnerLock first = RunnerLock.on(database, "the first", null)) {
            assertThatThrownBy(() -> RunnerLock.on(database, "the second", null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(
                            database
                                    + " is being changed by the first. Nothing was run; wait until it is done, or let this run wait with --wait");
            assertThat(first).isNotNull();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void letsOneAfterTheOtherHaveItAndTellsWhoWaitsOnce() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        CountDownLatch waiting = new CountDownLatch(1);
        RunnerLock first = RunnerLock.on(database, "the first", null);
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
            try (RunnerLock lock = RunnerLock.on(database, "the second", holder -> {
                told.add(holder);
                waiting.countDown();
            })) {
                assertThat(lock).isNotNull();
            }
        });
        waiting.await();
        first.close();
        second.get();

        assertThat(told).containsExactly("the first");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesTheFileThatADeadProcessLeft() throws IOException {
        Files.writeString(database.resolveSibling("app.db.rollproof-lock"), "rollproof up (process 1, long ago)");

        RunnerLock.on(database, "the first", null).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void stopsWaitingWhenItsThreadIsInterrupted() {
        RunnerLock first = RunnerLock.on(database, "the first", null);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> RunnerLock.on(database, "the second", holder -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("interrupted while waiting for " + database
                        + ", which is being changed by the first. Nothing was run");
        assertThat(Thread.interrupted()).isTrue();
        first.close();
    }

    /** POSIX would give the lock away when the second copy of the class closed its file. */
    @Test
    void holdsAgainstAnotherCopyOfItselfInTheSameProcess() throws Exception {
        URL classes = RunnerLock.class.getProtectionDomain().getCodeSource().getLocation();
        try (RunnerLock first = RunnerLock.on(database, "the first", null);
                URLClassLoader other = new URLClassLoader(new URL[] {classes}, new OwnClassesLast())) {
            Method on = other.loadClass(RunnerLock.class.getName())
                    .getDeclaredMethod("on", Path.class, String.class, Consumer.class);
            on.setAccessible(true);
            assertThatThrownBy(() -> on.invoke(null, database, "the second", null))
                    .cause()
                    .hasMessageContaining("is being changed by the first");
            assertThat(first).isNotNull();
        }
    }

    @Test
    void saysThatItCannotBeWrittenBesideTheDatabase() throws IOException {
        Files.createDirectory(database.resolveSibling("app.db.rollproof-lock"));

        assertThatThrownBy(() -> RunnerLock.on(database, "the first", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(database + " cannot be kept from other runs: " + database
                        + ".rollproof-lock cannot be written and locked (")
                .hasMessageEndingWith(
                        "). Nothing was run; Rollproof writes beside the database, as SQLite does, and has to be let");
        assertThatThrownBy(() -> RunnerLock.on(database, "the first", null))
                .hasMessageContaining("cannot be written and locked");
    }

    /** Knows everything but the classes of this project. */
    private static final class OwnClassesLast extends ClassLoader {
        OwnClassesLast() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dev.rollproof.")) {
                throw new ClassNotFoundException(name);
            }
            return RunnerLockTest.class.getClassLoader().loadClass(name);
        }
    }
}
