package dev.rollproof.verifier.history;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A migration's file as it is now, for the tools that keep a SHA-256 of its bytes, in hexadecimal.
 *
 * @param path where it is
 */
record MigrationFile(Path path) {

    static MigrationFile of(MigrationSet migrations, Migration migration) {
        return new MigrationFile(migrations.directory().resolve(migration.up().file()));
    }

    /**
     * The checksum.
     *
     * @throws InvalidInputException when the file cannot be read
     */
    String sha256() {
        try {
            return sha256(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "%s cannot be read, and so its checksum cannot be recorded: %s".formatted(path, TextFile.reason(e)),
                    e);
        }
    }

    /**
     * The checksum, and those of the same text with the other line ends: Git changes them, and nobody means an edit by it. None
     * where the file cannot be read: it cannot be told then.
     */
    List<String> sha256WithAnyLineEnds() {
        try {
            // One char a byte.
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            return Stream.of(text, text.replace("\r\n", "\n"), text.replace("\n", "\r\n"))
                    .map(ends -> sha256(ends.getBytes(StandardCharsets.ISO_8859_1)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
