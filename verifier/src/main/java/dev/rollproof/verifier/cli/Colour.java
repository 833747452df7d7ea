package dev.rollproof.verifier.cli;

/** When the text report has colours. */
enum Colour {
    /** On a terminal, unless {@code NO_COLOR} is set or {@code TERM} is dumb. */
    AUTO,
    ALWAYS,
    NEVER;

    /** Whether a report on standard output has them. */
    boolean on(Surroundings surroundings) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                surroundings.terminal()
                        && surroundings
                                .environment()
                                .getOrDefault("NO_COLOR", "")
                                .isEmpty()
                        && !surroundings
                                .environment()
                                .getOrDefault("TERM", "dumb")
                                .equals("dumb");
        };
    }
}
