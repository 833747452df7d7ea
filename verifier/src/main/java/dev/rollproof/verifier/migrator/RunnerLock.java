package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs on one database apart, by a lock of the operating system on a file beside it: whatever ends a process ends its
 * lock. The file says who holds it, and goes with it.
 *
 * <p>POSIX keeps processes apart and not the threads of one, and takes a process's lock away when it closes the file, however
 * it had opened it once more. So the threads of one process wait for each other here, and never open each other's file.
 */
final class RunnerLock implements AutoCloseable {
    private static final String ENDING = ".rollproof-lock";
    private static final int LONGEST_HOLDER = 1_000;
    private static final int LONGEST_MARK = 1 << 20;
    private static final String ANOTHER = "another run";
    /** One for each database of this process that was ever locked. */
    private static final Map<Path, Turn> HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final Turn turn;
    private final FileChannel channel;

    private RunnerLock(Path file, Turn turn, FileChannel channel) {
        this.file = file;
        this.turn = turn;
        this.channel = channel;
    }

    /**
     * Locks a database.
     *
     * @param database its real path
     * @param holder what others are told of this run
     * @param waiting told who holds it, before this thread waits for them; null: not to wait
     * @throws InvalidInputException when another run holds it and this one is not to wait; when the file cannot be made
     */
    static RunnerLock on(Path database, String holder, @Nullable Consumer<String> waiting) {
        Path file = database.resolveSibling(database.getFileName() + ENDING);
        Turn turn = HERE.computeIfAbsent(file, f -> new Turn());
        turn.take(database, waiting);
        @Nullable FileChannel channel = null;
        try {
            channel = locked(database, file, waiting);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            turn.holder = holder;
            return new RunnerLock(file, turn, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            turn.free.release();
            throw new InvalidInputException(
                    "%s cannot be locked: %s cannot be written (%s). Rollproof writes beside the database, as SQLite does; give it the right to"
                            .formatted(database, file, TextFile.reason(e)),
                    e);
        } catch (RuntimeException e) {
            turn.free.release();
            throw e;
        }
    }

    private static FileChannel locked(Path database, Path file, @Nullable Consumer<String> waiting) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                @Nullable FileLock lock = channel.tryLock();
                if (lock == null) {
                    String holder = read(channel);
                    if (waiting == null) {
                        throw held(database, holder);
                    }
                    waiting.accept(holder);
                    channel.lock();
                }
                // Who held it has deleted the file since it was opened here: then this is the lock of nothing.
                if (isOfThatName(file, channel)) {
                    return channel;
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                closeQuietly(channel);
                throw e;
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

    private static InvalidInputException held(Path database, String holder) {
        return new InvalidInputException(
                "%s is being changed by %s. Nothing was run; wait until it is done, or let this run wait with --wait"
                        .formatted(database, holder));
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What went wrong before is told.
        }
    }

    @Override
    public void close() {
        try {
            // While it is held: afterwards it may be another's. Where it cannot be deleted the next run takes it.
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Windows deletes no open file.
        } finally {
            closeQuietly(channel);
            turn.free.release();
        }
    }

    /** Whose turn it is in this process. */
    private static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private volatile String holder = ANOTHER;

        void take(Path database, @Nullable Consumer<String> waiting) {
            if (free.tryAcquire()) {
                return;
            }
            if (waiting == null) {
                throw held(database, holder);
            }
            waiting.accept(holder);
            free.acquireUninterruptibly();
        }
    }
}
