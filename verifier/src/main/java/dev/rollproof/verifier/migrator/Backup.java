package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A consistent copy of a database beside it. */
final class Backup {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Backup() {}

    /**
     * Makes one: whole, on the disk and under a name that was free, or not at all.
     *
     * @param file the database's own path
     * @throws InvalidInputException when it cannot be written
     */
    static Path of(SqliteDatabase database, Path file, Instant now) {
        Path target = free(file.resolveSibling(file.getFileName() + ".backup-" + TIME.format(now)));
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            database.backupTo(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | StatementException e) {
            delete(part);
            String why = e instanceof IOException io ? TextFile.reason(io) : e.getMessage();
            throw new InvalidInputException(
                    "%s cannot be copied to %s before it is changed: %s. Nothing was run".formatted(file, target, why),
                    e);
        }
    }

    private static Path free(Path wanted) {
        Path path = wanted;
        for (int i = 2; Files.exists(path); i++) {
            path = wanted.resolveSibling(wanted.getFileName() + "-" + i);
        }
        return path;
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // Why it could not be written is told.
        }
    }
}
