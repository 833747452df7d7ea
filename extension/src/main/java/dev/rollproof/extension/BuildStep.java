package dev.rollproof.extension;

import dev.rollproof.verifier.migration.Migration;

/** One step of making a database. */
sealed interface BuildStep {
    /** Applies a migration. */
    record Up(Migration migration) implements BuildStep {}

    /**
     * Puts the rows of a file in.
     *
     * @param when for messages: {@code  at version 3}; empty where it is at the end
     */
    record Rows(dev.rollproof.verifier.seed.Seed seed, String when) implements BuildStep {}

    /** Lets a {@link Seeder} put rows in. */
    record JavaRows(DeclaredSeed seed) implements BuildStep {}
}
