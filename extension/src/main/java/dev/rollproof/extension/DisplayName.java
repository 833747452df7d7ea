package dev.rollproof.extension;

import dev.rollproof.verifier.migration.Migration;

/** How a migration is called among tests. */
final class DisplayName {
    private DisplayName() {}

    /** {@code 0003 add_vector_status}. */
    static String of(Migration migration) {
        String name = migration.name();
        String tail = "_" + migration.description();
        return name.endsWith(tail)
                ? name.substring(0, name.length() - tail.length()) + " " + migration.description()
                : name;
    }
}
