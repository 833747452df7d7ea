package dev.rollproof.extension;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.seed.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a {@link MigratedDatabase} asks for, read and found possible; no SQL ran yet.
 *
 * @param chosen all migrations of the database
 * @param applied how many of them are applied
 * @param seeds run after them, in order
 * @param foreignKeys on the connections handed out, and for the seeds
 * @param key the content that the database is made from; equal keys make equal databases
 */
record DatabasePlan(ChosenMigrations chosen, int applied, List<Seed> seeds, boolean foreignKeys, ContentKey key) {
    /** Past these a message names only the first and the last versions. */
    private static final int MOST_VERSIONS = 10;

    /**
     * Reads the migrations and the seeds.
     *
     * @throws InvalidInputException when the annotation asks for what is not there, or for two things at once
     */
    static DatabasePlan read(MigratedDatabase annotation) {
        requireOneVersion(annotation);
        ChosenMigrations chosen = MigrationChoice.of(annotation).read();
        requireOneFileAVersion(chosen.migrations());
        int applied = upTo(annotation, chosen.migrations()).migrations().size();
        List<Seed> seeds =
                Arrays.stream(annotation.seeds()).map(DatabasePlan::seed).toList();
        boolean foreignKeys = annotation.foreignKeys();
        ContentKey key = ContentKey.of(chosen.migrations(), applied, seeds, foreignKeys);
        return new DatabasePlan(chosen, applied, seeds, foreignKeys, key);
    }

    /** Reads a file of rows. */
    static Seed seed(String text) {
        return Seed.read(UserPath.of(text));
    }

    MigrationSet migrations() {
        return chosen.migrations();
    }

    /** The part of {@code migrations} that a version stands for: LATEST, EMPTY or one of the directory. */
    static MigrationSet upTo(long version, MigrationSet migrations) {
        if (version == MigratedDatabase.LATEST) {
            return migrations;
        }
        if (version == MigratedDatabase.EMPTY) {
            return migrations.empty();
        }
        String digits = Long.toString(version);
        boolean exists =
                migrations.all().stream().anyMatch(m -> m.version().text().equals(digits));
        if (!exists) {
            throw new InvalidInputException("there is no version %d in %s, only %s"
                    .formatted(version, migrations.directory(), versions(migrations.all())));
        }
        return migrations.upTo(digits);
    }

    private static MigrationSet upTo(MigratedDatabase annotation, MigrationSet migrations) {
        return annotation.upTo().isEmpty()
                ? upTo(annotation.version(), migrations)
                : migrations.upTo(annotation.upTo());
    }

    private static void requireOneVersion(MigratedDatabase annotation) {
        if (annotation.version() != MigratedDatabase.LATEST
                && !annotation.upTo().isEmpty()) {
            throw new InvalidInputException("version = %d and upTo = \"%s\" both say where to stop; give one of them"
                    .formatted(annotation.version(), annotation.upTo()));
        }
    }

    /** Of two files with one version only one is run: a database without the other would pass for the right one. */
    private static void requireOneFileAVersion(MigrationSet migrations) {
        for (DirectoryProblem problem : migrations.problems()) {
            if (problem instanceof DirectoryProblem.DuplicateVersion duplicate) {
                throw new InvalidInputException("the files %s in %s have one version, %s; give each its own"
                        .formatted(
                                String.join(" and ", duplicate.files()), migrations.directory(), duplicate.version()));
            }
        }
    }

    private static String versions(List<Migration> migrations) {
        List<String> versions = migrations.stream().map(m -> m.version().text()).toList();
        if (versions.size() <= MOST_VERSIONS) {
            return String.join(", ", versions);
        }
        return versions.stream().limit(MOST_VERSIONS / 2).collect(Collectors.joining(", ")) + ", …, "
                + String.join(", ", versions.subList(versions.size() - MOST_VERSIONS / 2, versions.size()));
    }
}
