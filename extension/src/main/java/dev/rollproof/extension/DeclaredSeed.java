package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;

/**
 * A {@link Seed} and where it was found.
 *
 * @param where for messages: {@code class OrderTest}, {@code OrderTest.findsOrders}
 */
record DeclaredSeed(Seed annotation, String where) {

    /**
     * Whether it is a {@link Seeder}, and not a file.
     *
     * @throws InvalidInputException when it is both or neither
     */
    boolean isJava() {
        boolean file = !annotation.value().isEmpty();
        boolean java = annotation.with() != Seeder.class;
        if (file == java) {
            throw new InvalidInputException(
                    this + (file ? " gives a file and with = …" : " gives neither a file nor with = …")
                            + "; give one of them");
        }
        return java;
    }

    /** Whether migrations may follow it. */
    boolean isEarly() {
        return annotation.atVersion() != MigratedDatabase.LATEST;
    }

    VersionChoice version() {
        return VersionChoice.of(annotation.atVersion());
    }

    /** As a user would write it. */
    @Override
    public String toString() {
        String what = annotation.with() == Seeder.class
                ? "\"%s\"".formatted(annotation.value())
                : "with = %s.class".formatted(annotation.with().getSimpleName());
        return "@Seed(%s) on %s".formatted(what, where);
    }
}
