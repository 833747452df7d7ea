package dev.rollproof.verifier.report;

import java.time.Duration;

/** How far a command is, in a line. */
public final class ProgressText {
    private static final int SECONDS_A_MINUTE = 60;
    /** Up to here seconds are said, rounded to what an estimate is worth. */
    private static final int MOST_SECONDS = 100;

    private ProgressText() {}

    /**
     * Write the line, cut where the screen ends.
     *
     * @param work what is done: {@code proving}
     * @param done how many of {@code all} are done
     * @param current the name of the one that is at work
     * @param taken how long it has taken so far
     */
    public static String of(Screen screen, String work, int done, int all, String current, Duration taken) {
        String counted = "%s %d of %d".formatted(work, Math.min(done + 1, all), all);
        String left =
                done == 0 ? "" : ", " + left(taken.multipliedBy(all - done).dividedBy(done));
        String text = done >= all
                ? "%s: finishing".formatted(counted)
                : counted + left + (current.isEmpty() ? "" : ": " + current);
        // In the last column some terminals begin a new line.
        return screen.cell(Printable.of(text), screen.room(1, 0)).stripTrailing();
    }

    private static String left(Duration left) {
        long seconds = left.toSeconds();
        if (seconds < 1) {
            return "less than a second left";
        }
        return seconds < MOST_SECONDS
                ? "about " + seconds + " s left"
                : "about " + Math.round(seconds / (double) SECONDS_A_MINUTE) + " min left";
    }
}
