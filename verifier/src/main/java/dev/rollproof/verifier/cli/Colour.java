package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.report.Screen;
import java.util.OptionalInt;

/** When the text report has colours. */
enum Colour {
    /** On a terminal, unless {@code NO_COLOR} is set or {@code TERM} is dumb. */
    AUTO,
    ALWAYS,
    NEVER;

    /** What a report on standard output is read on. */
    Screen screen(Surroundings surroundings) {
        return surroundings.terminal().output()
                ? new Screen(
                        on(surroundings),
                        surroundings.showsSymbols(),
                        OptionalInt.of(surroundings.terminal().columns()))
                : new Screen(on(surroundings), true, OptionalInt.empty());
    }

    private boolean on(Surroundings surroundings) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                surroundings.terminal().output()
                        && surroundings
                                .environment()
                                .getOrDefault("NO_COLOR", "")
                                .isEmpty()
                        && !surroundings.isDumb();
        };
    }
}
