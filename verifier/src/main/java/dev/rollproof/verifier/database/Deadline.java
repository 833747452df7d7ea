package dev.rollproof.verifier.database;

import java.time.Duration;
import org.sqlite.ProgressHandler;

/** Stops the running statement when its time is over. {@code Statement.setQueryTimeout} does not do so on this driver. */
final class Deadline extends ProgressHandler {
    /**
     * Steps of SQLite's program between two looks at the clock: some ten microseconds of plain work. Looking costs a
     * hundredth of that; with ten times as many steps, those that make large values would overrun by seconds.
     */
    static final int STEPS_BETWEEN_LOOKS = 1_000;

    private final long nanos;
    private long end;
    private boolean lifted;

    Deadline(Duration timeout) {
        // Half the range of a long: end - now must not overflow.
        this.nanos =
                timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE / 2)) > 0 ? Long.MAX_VALUE / 2 : timeout.toNanos();
    }

    void restart() {
        end = System.nanoTime() + nanos;
    }

    /** Whether there is none for now. @return what was so far */
    boolean lift(boolean now) {
        boolean was = lifted;
        lifted = now;
        return was;
    }

    @Override
    protected int progress() {
        return !lifted && System.nanoTime() - end >= 0 ? 1 : 0;
    }
}
