package dev.rollproof.verifier;

import dev.rollproof.verifier.check.MadeSchema;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.snapshot.CommittedSnapshot;
import dev.rollproof.verifier.snapshot.CommittedSnapshots;
import dev.rollproof.verifier.snapshot.MigrationLock;
import dev.rollproof.verifier.snapshot.SchemaScript;
import dev.rollproof.verifier.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What writing the snapshots of one database changed in their folder.
 *
 * @param files every file that was looked at, in the order of the versions, {@code latest.sql} next, the removed ones last
 */
public record SnapshotUpdate(List<SnapshotFile> files) {
    /** What became of a file. */
    public enum Change {
        WRITTEN,
        CHANGED,
        REMOVED,
        UNCHANGED
    }

    /**
     * One file of the folder.
     *
     * @param name its name there
     */
    public record SnapshotFile(String name, Change change) {}

    /** Copies the list. */
    public SnapshotUpdate {
        files = List.copyOf(files);
    }

    /** How many files became so. */
    public long count(Change change) {
        return files.stream().filter(file -> file.change() == change).count();
    }

    /**
     * Writes a snapshot for each migration, and the latest schema as SQL. A file that says the same already, whatever its line
     * ends, is not touched. Removed are the snapshots of versions that the database does not have.
     *
     * @param history the migrations to write, none of which fails
     * @param whole all migrations of the database, those too that are not asked about
     * @param folder absolute; made if it is not there
     * @throws InvalidInputException when the folder is among the migrations or cannot be written, or a file in it is in the way
     *     that Rollproof did not write: nothing is then changed
     */
    public static SnapshotUpdate write(SchemaHistory history, MigrationSet whole, Path folder) {
        requireOutside(folder, whole.directory());
        CommittedSnapshots there = CommittedSnapshots.read(folder);
        Map<String, String> texts = texts(history, whole);
        requireOwn(history, there);
        Set<MigrationVersion> known =
                whole.migrations().stream().map(Migration::version).collect(Collectors.toSet());
        List<CommittedSnapshot> surplus = there.besides(known);
        List<SnapshotFile> files = new ArrayList<>();
        try {
            // Before JDK 20 createDirectories refuses a link to a folder.
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                files.add(new SnapshotFile(text.getKey(), write(folder.resolve(text.getKey()), text.getValue())));
            }
            for (CommittedSnapshot snapshot : surplus) {
                Files.delete(folder.resolve(snapshot.file()));
                files.add(new SnapshotFile(snapshot.file(), Change.REMOVED));
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the snapshots cannot be written to %s: %s".formatted(folder, TextFile.reason(e)), e);
        }
        return new SnapshotUpdate(files);
    }

    /** By file name. The latest is only known where the migrations were run up to their end. */
    private static Map<String, String> texts(SchemaHistory history, MigrationSet whole) {
        Map<MigrationVersion, MigrationLock> locks = MigrationLock.of(history.migrations());
        Map<String, String> texts = new LinkedHashMap<>();
        for (MadeSchema made : history.made()) {
            MigrationVersion version = made.migration().version();
            texts.put(
                    CommittedSnapshots.fileName(version),
                    SnapshotJson.write(made.schema(), Optional.ofNullable(locks.get(version))));
        }
        if (history.reachesEndOf(whole)) {
            MadeSchema last = history.made().get(history.made().size() - 1);
            texts.put(
                    CommittedSnapshots.LATEST,
                    SchemaScript.of(last.schema(), last.migration().version()));
        }
        return texts;
    }

    private static void requireOutside(Path folder, Path migrations) {
        if (folder.normalize().startsWith(migrations)) {
            throw new InvalidInputException(
                    "%s is in the migrations folder %s, where tools would take latest.sql for a migration; give a folder beside it"
                            .formatted(folder, migrations));
        }
    }

    private static void requireOwn(SchemaHistory history, CommittedSnapshots there) {
        for (MadeSchema made : history.made()) {
            try {
                there.of(made.migration().version());
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        "%s/%s; not written anew: delete it first".formatted(there.folder(), e.getMessage()), e);
            }
        }
        if (there.latest().filter(text -> !SchemaScript.isOne(text)).isPresent()) {
            throw new InvalidInputException("%s was not written by rollproof snapshot; not overwritten: move it away"
                    .formatted(there.folder().resolve(CommittedSnapshots.LATEST)));
        }
    }

    private static Change write(Path file, String text) throws IOException {
        boolean exists = Files.exists(file);
        if (exists && TextFile.read(file).replace("\r\n", "\n").equals(text)) {
            return Change.UNCHANGED;
        }
        TextFile.replace(file, text);
        return exists ? Change.CHANGED : Change.WRITTEN;
    }
}
