package dev.rollproof.extension;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A {@link Seed} and where it was found.
 *
 * @param where for messages: {@code class OrderTest}, {@code OrderTest.findsOrders}
 */
record DeclaredSeed(Seed annotation, String where) {

    /** @throws ExtensionConfigurationException when it is a file and a {@link Seeder}, or neither */
    static DeclaredSeed of(Seed annotation, String where) {
        DeclaredSeed seed = new DeclaredSeed(annotation, where);
        boolean file = !annotation.value().isEmpty();
        if (file == seed.isJava()) {
            throw new ExtensionConfigurationException(
                    seed + (file ? " gives a file and with = …" : " gives neither a file nor with = …")
                            + "; give one of them");
        }
        return seed;
    }

    /** Whether it is a {@link Seeder}, and not a file. */
    boolean isJava() {
        return annotation.with() != Seeder.class;
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
        String what = isJava()
                ? "with = %s.class".formatted(annotation.with().getSimpleName())
                : "\"%s\"".formatted(annotation.value());
        return "@Seed(%s) on %s".formatted(what, where);
    }
}
