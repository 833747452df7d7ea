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
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

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
        // Always the same, so that the next run replaces what is left of one that was killed.
        Path part = file.resolveSibling(file.getFileName() + ".backup.part");
        try {
            delete(part);
            createAs(file, part);
            database.backupTo(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            SyncedFolder.of(target);
            return target;
        } catch (IOException | StatementException e) {
            deleteQuietly(part);
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

    /** Who may not read the database may not read its copy. */
    private static void createAs(Path file, Path part) throws IOException {
        @Nullable PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (rights != null) {
            Files.createFile(
                    part,
                    PosixFilePermissions.asFileAttribute(rights.readAttributes().permissions()));
        }
    }

    private static void delete(Path part) throws IOException {
        Files.deleteIfExists(part);
        // Of a killed one: SQLite would roll it back into the next.
        Files.deleteIfExists(part.resolveSibling(part.getFileName() + "-journal"));
    }

    private static void deleteQuietly(Path part) {
        try {
            delete(part);
        } catch (IOException e) {
            // Why it could not be written is told.
        }
    }
}
