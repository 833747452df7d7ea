package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.migration.FileName;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The snapshots of one database that are committed with its migrations: a folder with a {@code VERSION.json} for each version
 * and {@code latest.sql}, the latest schema as SQL. Other files in it are nobody's business here.
 */
public final class CommittedSnapshots {
    /** The latest schema as SQL. */
    public static final String LATEST = "latest.sql";

    private static final String ENDING = ".json";

    private final Path folder;
    private final Set<String> names;

    private CommittedSnapshots(Path folder, Set<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * Looks into a folder; each snapshot is read when it is asked for.
     *
     * @param folder absolute; it need not be there, and then holds nothing
     * @throws InvalidInputException when it is a file, or cannot be read
     */
    public static CommittedSnapshots read(Path folder) {
        if (!Files.exists(folder)) {
            return new CommittedSnapshots(folder, Set.of());
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(folder + " is a file; snapshots stand in a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .forEach(names::add);
            return new CommittedSnapshots(folder, names);
        } catch (IOException e) {
            throw new InvalidInputException(folder + " cannot be read: " + TextFile.reason(e), e);
        }
    }

    /** How the snapshot of a version is called: the version itself wherever a file can be called so. */
    public static String fileName(MigrationVersion version) {
        return FileName.of(version.text()) + ENDING;
    }

    /** The folder, absolute. */
    public Path folder() {
        return folder;
    }

    /** Whether there is a file for the version, though it may be no snapshot. */
    public boolean holds(MigrationVersion version) {
        return names.contains(fileName(version));
    }

    /**
     * The snapshot of a version, if there is one.
     *
     * @throws InvalidInputException when its file is no snapshot; the message begins with the file's name
     */
    public Optional<CommittedSnapshot> of(MigrationVersion version) {
        return holds(version) ? Optional.of(read(fileName(version))) : Optional.empty();
    }

    /**
     * The committed schema after a migration, if there is one.
     *
     * @throws InvalidInputException as {@link #of} does
     */
    public Optional<SchemaSnapshot> schema(MigrationVersion version) {
        return of(version).map(CommittedSnapshot::schema);
    }

    /** The snapshots of other versions than these, by file name. A file that is no snapshot, or none any more, is no part of them. */
    public List<CommittedSnapshot> besides(Set<MigrationVersion> versions) {
        Set<String> known = versions.stream().map(CommittedSnapshots::fileName).collect(Collectors.toSet());
        return names.stream()
                .filter(name -> !known.contains(name))
                .flatMap(name -> readable(name).stream())
                .toList();
    }

    /** What {@code latest.sql} holds, if it is there. */
    public Optional<String> latest() {
        Path file = folder.resolve(LATEST);
        return Files.exists(file) ? Optional.of(TextFile.read(file)) : Optional.empty();
    }

    private CommittedSnapshot read(String name) {
        return SnapshotJson.readCommitted(name, TextFile.read(folder.resolve(name)));
    }

    private Optional<CommittedSnapshot> readable(String name) {
        try {
            return Optional.of(read(name));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
