package dev.rollproof.verifier.cli;

/** An option that is on or off. */
enum Switch {
    ON,
    OFF
}
