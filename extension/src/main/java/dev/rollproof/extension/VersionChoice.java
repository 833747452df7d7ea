package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where to stop, as an annotation has it.
 *
 * @param version {@link MigratedDatabase#LATEST}, {@link MigratedDatabase#EMPTY}, or one of the directory
 * @param upTo the same as a name; empty where {@code version} says it
 */
record VersionChoice(long version, String upTo) {
    /** Past these a message names only the first and the last versions. */
    private static final int MOST_VERSIONS = 20;

    private static final int AT_EACH_END = 5;

    static VersionChoice of(long version) {
        return new VersionChoice(version, "");
    }

    static VersionChoice named(String upTo) {
        return new VersionChoice(MigratedDatabase.LATEST, upTo);
    }

    /**
     * The part of {@code migrations} that is applied.
     *
     * @throws InvalidInputException when the directory has no such version, or both ways say where to stop
     */
    MigrationSet of(MigrationSet migrations) {
        if (version != MigratedDatabase.LATEST && !upTo.isEmpty()) {
            throw new InvalidInputException(
                    "version = %d and upTo = \"%s\" both say where to stop; give one of them".formatted(version, upTo));
        }
        if (!upTo.isEmpty()) {
            return MigrationVersion.isVersion(upTo) ? upToVersion(upTo, migrations) : migrations.upTo(upTo);
        }
        if (version == MigratedDatabase.LATEST) {
            return migrations;
        }
        return version == MigratedDatabase.EMPTY ? migrations.empty() : upToVersion(Long.toString(version), migrations);
    }

    /** How many of all migrations of the directory are up to it. */
    int placeIn(MigrationSet migrations) {
        MigrationSet whole = migrations.withMigrations(migrations.all());
        return of(whole).migrations().size();
    }

    /** Who mistypes a version is helped by those that there are, and who mistypes a name by the one that is like it. */
    private static MigrationSet upToVersion(String text, MigrationSet migrations) {
        boolean exists = MigrationVersion.isVersion(text)
                && migrations.all().stream().anyMatch(m -> isOf(MigrationVersion.of(text), m));
        if (!exists) {
            throw new InvalidInputException("there is no version %s in %s, only %s"
                    .formatted(text, migrations.directory(), versions(migrations.all())));
        }
        return migrations.upTo(text);
    }

    /** Some tools run several migrations of one number: there their names are their versions. */
    private static boolean isOf(MigrationVersion version, Migration migration) {
        return migration.version().equals(version)
                || MigrationVersion.leading(migration.name())
                        .filter(version::equals)
                        .isPresent();
    }

    /** As a user would write it. */
    @Override
    public String toString() {
        if (!upTo.isEmpty()) {
            return upTo;
        }
        if (version == MigratedDatabase.LATEST) {
            return "LATEST";
        }
        return version == MigratedDatabase.EMPTY ? "EMPTY" : Long.toString(version);
    }

    private static String versions(List<Migration> migrations) {
        List<String> versions = migrations.stream().map(m -> m.version().text()).toList();
        if (versions.size() <= MOST_VERSIONS) {
            return String.join(", ", versions);
        }
        return versions.stream().limit(AT_EACH_END).collect(Collectors.joining(", ")) + ", …, "
                + String.join(", ", versions.subList(versions.size() - AT_EACH_END, versions.size()));
    }
}
