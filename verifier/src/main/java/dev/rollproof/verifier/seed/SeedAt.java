package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.project.SeedFile;
import java.util.Optional;

/**
 * A seed, and when it goes in.
 *
 * @param version the migration after which it goes in, one of those that are applied; empty: after the last of them
 */
public record SeedAt(Seed seed, Optional<MigrationVersion> version) {

    /**
     * Reads a seed for some migrations.
     *
     * @throws InvalidInputException as {@link Seed#read} and {@link MigrationSet#version} do, and when the version is not
     *     among the migrations that are applied
     */
    public static SeedAt read(SeedFile file, MigrationSet migrations) {
        Optional<MigrationVersion> version = file.version().map(migrations::version);
        version.ifPresent(wanted -> {
            if (migrations.migrations().stream().map(Migration::version).noneMatch(wanted::equals)) {
                throw new InvalidInputException(
                        "the seed %s goes in at version %s, which is not among the migrations that are applied; leave it"
                                        .formatted(file.file(), wanted)
                                + " out or name another version");
            }
        });
        return new SeedAt(Seed.read(file.file()), version);
    }
}
