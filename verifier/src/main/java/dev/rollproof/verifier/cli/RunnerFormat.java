package dev.rollproof.verifier.cli;

/** The forms of what is said of a real database. */
enum RunnerFormat {
    /** For people. */
    TEXT,
    /** For machines. */
    JSON
}
