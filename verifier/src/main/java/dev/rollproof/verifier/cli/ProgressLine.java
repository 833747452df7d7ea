package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.Progress;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.report.ProgressText;
import dev.rollproof.verifier.report.Screen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Timer;
import java.util.TimerTask;

/**
 * How far a command is: one line on standard error that is written over itself and gone at the end. Only on a terminal, and only
 * once it has taken longer than a second.
 */
final class ProgressLine implements Progress, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int TICK_MILLISECONDS = 200;
    private static final String ERASE = "\r\u001b[K";

    private final Surroundings surroundings;
    private final String work;
    private final Clock clock;
    private final Instant begun;
    private final Optional<Timer> timer;
    private int all;
    private int done;
    private String current = "";
    private boolean shown;

    private ProgressLine(Surroundings surroundings, String work, Optional<Timer> timer) {
        this.surroundings = surroundings;
        this.work = work;
        this.clock = surroundings.clock();
        this.begun = clock.instant();
        this.timer = timer;
    }

    /**
     * A line that somebody else makes tick.
     *
     * @param work what is done: {@code proving}
     */
    static ProgressLine of(Surroundings surroundings, String work) {
        return new ProgressLine(surroundings, work, Optional.empty());
    }

    /** A line that ticks by itself where it may be seen at all. */
    static ProgressLine ticking(Surroundings surroundings, String work) {
        if (surroundings.isDumb()
                || !surroundings.environment().getOrDefault("CI", "").isEmpty()) {
            return of(surroundings, work);
        }
        Timer timer = new Timer("rollproof-progress", true);
        ProgressLine line = new ProgressLine(surroundings, work, Optional.of(timer));
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        line.tick();
                    }
                },
                PATIENCE.toMillis(),
                TICK_MILLISECONDS);
        return line;
    }

    @Override
    public synchronized void begins(int migrations) {
        all = migrations;
        done = 0;
    }

    @Override
    public synchronized void enters(Migration migration) {
        current = migration.name();
    }

    @Override
    public synchronized void leaves(Migration migration) {
        done++;
    }

    /** Show how far it is now. */
    synchronized void tick() {
        Duration taken = Duration.between(begun, clock.instant());
        if (all == 0
                || taken.compareTo(PATIENCE) < 0
                || !surroundings.terminal().error()) {
            return;
        }
        Screen screen = new Screen(
                false,
                surroundings.showsSymbols(),
                OptionalInt.of(surroundings.terminal().columns()));
        surroundings.err().print(ERASE + ProgressText.of(screen, work, done, all, current, taken));
        surroundings.err().flush();
        shown = true;
    }

    @Override
    public synchronized void close() {
        timer.ifPresent(Timer::cancel);
        if (shown) {
            surroundings.err().print(ERASE);
            surroundings.err().flush();
            shown = false;
        }
    }
}
