package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.history.MigrationStatus;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file beside the database while a script runs that is not one transaction: if the process ends within it, nothing else
 * tells that part of it may be there. It stays after a failure too, until somebody says how the database stands.
 */
final class UnfinishedMark {
    private static final String ENDING = ".rollproof-unfinished";

    private final Path file;

    private UnfinishedMark(Path file) {
        this.file = file;
    }

    /** That of a database. */
    static UnfinishedMark of(Path database) {
        return new UnfinishedMark(database.resolveSibling(database.getFileName() + ENDING));
    }

    /** The name of the migration, and which way it went; empty where there is no mark. */
    Optional<Unfinished> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> words = List.of(TextFile.read(file).strip().split(" ", 2));
        return words.size() == 2
                ? Optional.of(new Unfinished(words.get(1), words.get(0).equals("down") ? Direction.DOWN : Direction.UP))
                : Optional.empty();
    }

    /**
     * As {@link #read}, but nothing where the record tells more: it is written last, so that what it says is whole, and the
     * process ended before it could take the mark away.
     */
    Optional<Unfinished> standing(MigrationStatus status) {
        return read().filter(begun -> status.records(begun.name()) == (begun.direction() == Direction.DOWN));
    }

    /** What was begun. */
    record Unfinished(String name, Direction direction) {
        /** What is known of it, as a sentence without its final stop. */
        String why() {
            return direction == Direction.UP
                    ? "it is not one transaction, and did not come to its end"
                    : "its rollback is not one transaction, and did not come to its end";
        }
    }

    /** Says that {@code migration} begins. On the disk before the first statement is. */
    void set(Migration migration, Direction direction) {
        String text = direction.name().toLowerCase(Locale.ROOT) + " " + migration.name() + "\n";
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw wrong(e);
        }
        SyncedFolder.of(file);
    }

    /** Says that nothing is unfinished. */
    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw wrong(e);
        }
    }

    private InvalidInputException wrong(IOException e) {
        return new InvalidInputException(
                "%s cannot be written: %s. It tells the next run of a script that is not one transaction and was interrupted"
                        .formatted(file, TextFile.reason(e)),
                e);
    }
}
