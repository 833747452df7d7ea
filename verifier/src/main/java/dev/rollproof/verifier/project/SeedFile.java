package dev.rollproof.verifier.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of rows, and when they go in.
 *
 * @param file the file, absolute
 * @param version the name of the version at which the database must stand, as
 *     {@link dev.rollproof.verifier.migration.MigrationSet#version} takes it; empty: after the last migration
 */
public record SeedFile(Path file, Optional<String> version) {

    /**
     * Reads {@code FILE} or {@code FILE@VERSION}. When a file has the whole text as its name, it is that file.
     *
     * @param base what a relative file is relative to
     * @throws java.nio.file.InvalidPathException when the text cannot be a path
     */
    public static SeedFile of(Path base, String text) {
        Path whole = base.resolve(text).toAbsolutePath().normalize();
        int at = text.lastIndexOf('@');
        if (at <= 0 || at == text.length() - 1 || Files.exists(whole)) {
            return new SeedFile(whole, Optional.empty());
        }
        Path file = base.resolve(text.substring(0, at)).toAbsolutePath().normalize();
        return new SeedFile(file, Optional.of(text.substring(at + 1)));
    }
}
