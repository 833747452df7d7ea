package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The versions of migrations whose tool asks for no number, or runs several of one: the number that only one of them has, else
 * its whole name.
 *
 * @param once the numbers that tell migrations apart
 */
record UniqueNumbers(Set<MigrationVersion> once) {

    /** Finds those that come once among the numbers of all migrations. */
    static UniqueNumbers among(Stream<MigrationVersion> numbers) {
        Set<MigrationVersion> once = new HashSet<>();
        Set<MigrationVersion> known = new HashSet<>();
        numbers.forEach(number -> {
            if (known.add(number)) {
                once.add(number);
            } else {
                once.remove(number);
            }
        });
        return new UniqueNumbers(once);
    }

    /**
     * The version of one of them.
     *
     * @param number what its name begins with
     * @param file what it goes by where its name is a number too, and so could be another's
     */
    MigrationVersion version(Optional<MigrationVersion> number, String name, String file) {
        return number.filter(once::contains)
                .orElseGet(() -> MigrationVersion.of(MigrationVersion.isVersion(name) ? file : name));
    }
}
