package dev.rollproof.verifier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one thread of a {@link Relay} climbs without a stop. The relay guards all that is not final. */
final class Leg {
    final int number;
    final Start start;
    final List<Section> sections;
    boolean taken;
    boolean climbed;
    /** Null until somebody is on the way. */
    @Nullable
    Stage stage;

    Leg(int number, Start start, List<Section> sections) {
        this.number = number;
        this.start = start;
        this.sections = sections;
    }
}
