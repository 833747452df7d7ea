package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sections that are proven one after the other on one trail: the whole history, or what one thread takes of it. */
final class Stage implements AutoCloseable {
    private final Trail trail;
    private final List<Ascent> ascents = new ArrayList<>();
    private List<Step> steps = List.of();

    private Stage(Trail trail) {
        this.trail = trail;
    }

    /** A stage at whose start {@code trail} stands. */
    static Stage on(Trail trail) {
        return new Stage(trail);
    }

    /** Prove the migrations of {@code sections} on the way up, to the last or to the first that fails. */
    void climb(Verification verification, List<Section> sections) {
        for (Section section : sections) {
            Ascent ascent = Ascent.of(section, verification, trail);
            ascents.add(ascent);
            if (!ascent.climbing()) {
                break;
            }
        }
        steps = ascents.stream().flatMap(ascent -> ascent.steps().stream()).toList();
    }

    /** Go down again, as a part of a longer way down. */
    void descend(Descent descent) {
        steps = descent.through(steps, trail);
    }

    Trail trail() {
        return trail;
    }

    /** Its way up, section by section. */
    List<Ascent> ascents() {
        return Collections.unmodifiableList(ascents);
    }

    /** One for each migration to prove that was reached; a failing one is the last. */
    List<Step> steps() {
        return steps;
    }

    /** How many migrations it and the stages below it reached; a failing one is the last. */
    int reached() {
        return reachedItsEnd() ? trail.height() : trail.height() + 1;
    }

    /** Whether no up failed. */
    boolean reachedItsEnd() {
        return ascents.get(ascents.size() - 1).climbing();
    }

    /**
     * Look whether the ups of others, which went on behind its end, agree.
     *
     * @throws dev.rollproof.verifier.migration.InvalidInputException when an up failed that passed elsewhere
     */
    void requireItsEnd() {
        if (!reachedItsEnd()) {
            throw Trail.ranOnlyOnce(steps.get(steps.size() - 1).up());
        }
    }

    @Override
    public void close() {
        trail.close();
    }
}
