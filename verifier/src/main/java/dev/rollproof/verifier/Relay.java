package dev.rollproof.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves a history in several threads. A {@link Pilot} runs ahead and leaves a {@link Start} where each section begins; from
 * there the sections are climbed at the same time. The way down stays one way, because a rollback runs there on what the later
 * ones left: the highest sections are climbed first, and the way down is gone while the lower ones still are.
 *
 * <p>What a thread throws is thrown to the caller, once no thread is at work any more: of several the one that would have come
 * first if there were one thread.
 */
final class Relay implements AutoCloseable {
    /** Past so many bytes of images no further leg begins, and the last one is long. */
    private static final long START_BUDGET = 256L << 20;

    private final Verification verification;
    private final List<Section> sections;
    /** From the lowest on; the later ones come with the pilot. */
    private final List<Leg> legs = new ArrayList<>();

    private final Pilot pilot;
    private long startBytes;
    private boolean piloting;
    private boolean piloted;
    private @Nullable Throwable pilotStopped;

    private final Descent descent = new Descent();
    private boolean descending;
    private int descended;
    private @Nullable Throwable descentStopped;

    /** How many threads do something that brings work for others. */
    private int busy;
    /** The lowest leg on which something was thrown on the way up, and what; all above it is of no use. */
    private int failedLeg = Integer.MAX_VALUE;

    private @Nullable Throwable failure;

    Relay(Verification verification, List<Section> sections) {
        this.verification = verification;
        this.sections = sections;
        this.pilot = new Pilot(verification);
    }

    /**
     * Prove the sections.
     *
     * @param jobs how many threads, this one among them
     * @return their stages, from the lowest on; closed with this
     */
    List<Stage> run(int jobs) {
        begin(pilot.runTo(0));
        Crew.run(Math.min(jobs, sections.size()), this::work);
        return stages();
    }

    private void work() {
        for (Optional<Runnable> task = next(); task.isPresent(); task = next()) {
            task.get().run();
        }
    }

    /** The most urgent thing to do; waits where others may bring some. Empty when nobody has anything to do. */
    private synchronized Optional<Runnable> next() {
        while (true) {
            Optional<Runnable> task = wayDown().or(this::wayOfPilot).or(this::wayUp);
            if (task.isPresent()) {
                busy++;
                return task;
            }
            if (busy == 0) {
                return Optional.empty();
            }
            Crew.uninterruptibly(this::wait);
        }
    }

    private Optional<Runnable> wayDown() {
        if (!piloted || descending || descentStopped != null || failure != null || descended == legs.size()) {
            return Optional.empty();
        }
        Leg leg = legs.get(legs.size() - 1 - descended);
        descending = leg.climbed;
        return leg.climbed ? Optional.of(() -> descend(leg)) : Optional.empty();
    }

    private Optional<Runnable> wayOfPilot() {
        if (piloted || piloting || failure != null) {
            return Optional.empty();
        }
        piloting = true;
        int end = sections.get(legs.size()).first();
        return Optional.of(() -> pilot(end));
    }

    private Optional<Runnable> wayUp() {
        for (int i = Math.min(legs.size(), failedLeg) - 1; i >= 0; i--) {
            Leg leg = legs.get(i);
            if (!leg.taken) {
                leg.taken = true;
                return Optional.of(() -> climb(leg));
            }
        }
        return Optional.empty();
    }

    private void pilot(int end) {
        @Nullable Start start = null;
        @Nullable Throwable thrown = null;
        try {
            start = pilot.runTo(end);
        } catch (RuntimeException | Error stopped) {
            thrown = stopped;
        }
        synchronized (this) {
            piloting = false;
            if (start == null) {
                pilotStopped = thrown;
                piloted = true;
            } else {
                begin(start);
            }
            rest();
        }
    }

    /** The next leg begins where the pilot stands. */
    private synchronized void begin(Start start) {
        startBytes += start.image().size();
        int from = legs.size();
        boolean last = from == sections.size() - 1 || startBytes > START_BUDGET;
        legs.add(new Leg(from, start, sections.subList(from, last ? sections.size() : from + 1)));
        piloted = last;
    }

    private void climb(Leg leg) {
        @Nullable Throwable thrown = null;
        try {
            Stage stage = Stage.on(Trail.of(verification, leg.start, Trail.IMAGE_BUDGET / sections.size()));
            set(leg, stage);
            stage.climb(verification, leg.sections);
        } catch (RuntimeException | Error stopped) {
            thrown = stopped;
        }
        synchronized (this) {
            leg.climbed = thrown == null;
            if (thrown != null && leg.number < failedLeg) {
                failedLeg = leg.number;
                failure = thrown;
                legs.forEach(this::abandonIfUseless);
            }
            rest();
        }
    }

    private synchronized void set(Leg leg, Stage stage) {
        leg.stage = stage;
        abandonIfUseless(leg);
    }

    private void abandonIfUseless(Leg leg) {
        if (leg.number > failedLeg && leg.stage != null) {
            leg.stage.trail().abandon();
        }
    }

    private void descend(Leg leg) {
        @Nullable Throwable thrown = null;
        try {
            Objects.requireNonNull(leg.stage).descend(descent);
        } catch (RuntimeException | Error stopped) {
            thrown = stopped;
        }
        synchronized (this) {
            descending = false;
            descended++;
            descentStopped = thrown;
            rest();
        }
    }

    /** A thread has done what it had to do. */
    private synchronized void rest() {
        busy--;
        notifyAll();
    }

    private synchronized List<Stage> stages() {
        Crew.rethrow(failure);
        List<Stage> stages =
                legs.stream().map(leg -> Objects.requireNonNull(leg.stage)).toList();
        // Both only where an up depends on the clock or on chance.
        for (Stage stage : stages.subList(0, stages.size() - 1)) {
            stage.requireItsEnd();
        }
        if (stages.get(stages.size() - 1).reachedItsEnd()) {
            Crew.rethrow(pilotStopped);
        }
        Crew.rethrow(descentStopped);
        return stages;
    }

    @Override
    public synchronized void close() {
        pilot.close();
        for (Leg leg : legs) {
            if (leg.stage != null) {
                leg.stage.close();
            }
        }
    }
}
