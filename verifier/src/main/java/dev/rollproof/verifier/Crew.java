package dev.rollproof.verifier;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Threads that share a piece of work. */
final class Crew {
    private Crew() {}

    /** Work that may have to wait for another thread. */
    interface Waiting {
        /** Wait. */
        void go() throws InterruptedException;
    }

    /**
     * Do {@code work} in several threads at once. When this returns or throws, none of them is at work any more.
     *
     * @param threads how many; the calling one is among them
     * @throws RuntimeException what one of them threw; likewise with an {@link Error}
     */
    static void run(int threads, Runnable work) {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                thrown.compareAndSet(null, e);
            }
        };
        List<Thread> others = IntStream.range(1, threads)
                .mapToObj(i -> new Thread(guarded, "rollproof-" + (i + 1)))
                .toList();
        for (Thread thread : others) {
            // The process may end while they work.
            thread.setDaemon(true);
            thread.start();
        }
        guarded.run();
        others.forEach(thread -> uninterruptibly(thread::join));
        rethrow(thrown.get());
    }

    /** Throw what was thrown elsewhere, if anything was. */
    static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** An interrupt ends no proof, in one thread or in several; the caller may look at it afterwards. */
    static void uninterruptibly(Waiting waiting) {
        boolean interrupted = false;
        boolean waited = false;
        while (!waited) {
            try {
                waiting.go();
                waited = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
