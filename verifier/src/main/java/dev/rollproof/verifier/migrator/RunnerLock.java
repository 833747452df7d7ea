package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs on one database apart, by a lock of the operating system on a file beside it: whatever ends a process ends its
 * lock. The file says who holds it, and goes with it.
 *
 * <p>POSIX keeps processes apart and not the threads of one, and takes a process's lock away when it closes the file, however
 * it had opened it once more. So a run first takes its place within the Java machine, and opens the file only then. That place
 * is a system property: class loaders (of two applications in one server, of a restarting one) share nothing else.
 *
 * <p>Who waits asks again and again. POSIX would take threads that wait here for each other's processes for a deadlock.
 */
final class RunnerLock implements AutoCloseable {
    private static final String ENDING = ".rollproof-lock";
    private static final String PROPERTY = "dev.rollproof.lock.";
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int LONGEST_HOLDER = 1_000;
    private static final int LONGEST_MARK = 1 << 20;
    private static final String ANOTHER = "another run";

    private final Path file;
    private final String place;
    private final FileChannel channel;

    private RunnerLock(Path file, String place, FileChannel channel) {
        this.file = file;
        this.place = place;
        this.channel = channel;
    }

    /**
     * Locks a database.
     *
     * @param database its real path
     * @param holder what others are told of this run
     * @param waiting told who holds it, before this thread waits for them; null: not to wait
     * @throws InvalidInputException when another run holds it and this one is not to wait, or is interrupted while it does;
     *     when the file cannot be made or locked
     */
    static RunnerLock on(Path database, String holder, @Nullable Consumer<String> waiting) {
        Path file = database.resolveSibling(database.getFileName() + ENDING);
        boolean told = false;
        try {
            String place = PROPERTY + identity(database);
            while (true) {
                Attempt attempt = attempt(file, place, holder);
                if (attempt.lock != null) {
                    return attempt.lock;
                }
                String other = attempt.holder;
                if (other == null) {
                    continue;
                }
                if (waiting == null) {
                    throw new InvalidInputException(
                            "%s is being changed by %s. Nothing was run; wait until it is done, or let this run wait with --wait"
                                    .formatted(database, other));
                }
                if (!told) {
                    waiting.accept(other);
                    told = true;
                }
                pause(database, other);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "%s cannot be kept from other runs: %s cannot be written and locked (%s). Nothing was run; Rollproof writes beside the database, as SQLite does, and has to be let"
                            .formatted(database, file, TextFile.reason(e)),
                    e);
        }
    }

    /** The same for every path to it: a folder may be mounted in two places. */
    private static String identity(Path database) throws IOException {
        Path folder = Objects.requireNonNull(database.getParent());
        @Nullable
        Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        return (key == null ? folder : key) + "/" + database.getFileName();
    }

    /** Either has it, or says who does; neither where who had it deleted the file between its opening and its locking here. */
    private record Attempt(
            @Nullable RunnerLock lock, @Nullable String holder) {}

    private static Attempt attempt(Path file, String place, String holder) throws IOException {
        @Nullable Object here = System.getProperties().putIfAbsent(place, holder);
        if (here != null) {
            return new Attempt(null, here.toString());
        }
        boolean ours = false;
        try {
            Attempt attempt = betweenProcesses(file, place, holder);
            ours = attempt.lock != null;
            return attempt;
        } finally {
            if (!ours) {
                System.clearProperty(place);
            }
        }
    }

    private static Attempt betweenProcesses(Path file, String place, String holder) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean ours = false;
        try {
            if (channel.tryLock() == null) {
                return new Attempt(null, read(channel));
            }
            if (!isOfThatName(file, channel)) {
                return new Attempt(null, null);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            ours = true;
            return new Attempt(new RunnerLock(file, place, channel), null);
        } finally {
            if (!ours) {
                channel.close();
            }
        }
    }

    /** Java tells no identity of an open file, so it is given a length that no other has. */
    private static boolean isOfThatName(Path file, FileChannel channel) throws IOException {
        long length = LONGEST_HOLDER + 1L + ThreadLocalRandom.current().nextInt(LONGEST_MARK);
        channel.write(ByteBuffer.allocate(1), length - 1);
        try {
            return Files.size(file) == length;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_HOLDER);
        int length = channel.read(bytes, 0);
        // Longer, or nothing yet, is what somebody has who just gets it.
        return length <= 0 || length >= LONGEST_HOLDER || channel.size() > LONGEST_HOLDER
                ? ANOTHER
                : new String(bytes.array(), 0, length, StandardCharsets.UTF_8);
    }

    private static void pause(Path database, String holder) {
        LockSupport.parkNanos(PAUSE.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new InvalidInputException(
                    "interrupted while waiting for %s, which is being changed by %s. Nothing was run"
                            .formatted(database, holder));
        }
    }

    @Override
    public void close() {
        try (channel) {
            // While it is held: afterwards it may be another's. Where it cannot be deleted the next run takes it.
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Windows deletes no open file.
        } finally {
            System.clearProperty(place);
        }
    }
}
