package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names in a migrations folder, ordered by their UTF-16 code units, and the texts behind them. Each file is read once,
 * when it is asked for. A link is followed only to what lies in the folder too.
 */
final class FolderListing {
    private final Path directory;
    private final List<String> entries;
    private final List<String> files;
    private final List<String> folders;
    private final Map<String, String> texts = new HashMap<>();

    private FolderListing(Path directory, List<String> entries) {
        this.directory = directory;
        this.entries = entries;
        this.folders = entries.stream()
                .filter(name -> Files.isDirectory(directory.resolve(name)))
                .toList();
        this.files = entries.stream().filter(name -> !folders.contains(name)).toList();
    }

    /**
     * Lists a folder.
     *
     * @throws InvalidInputException when there is no such folder or it cannot be read
     */
    static FolderListing read(Path given) {
        Path directory = given.toAbsolutePath().normalize();
        if (Files.isRegularFile(directory)) {
            throw new InvalidInputException("%s is a file; give the folder that holds it".formatted(directory));
        }
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException("no such folder: " + directory);
        }
        return new FolderListing(directory, names(directory));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the folder %s cannot be read: %s".formatted(folder, TextFile.reason(e)), e);
        }
    }

    /** The folder, absolute. */
    Path directory() {
        return directory;
    }

    /** All names, of files and folders. */
    List<String> entries() {
        return entries;
    }

    /** The names that are no folders. */
    List<String> files() {
        return files;
    }

    /** The names that are folders. */
    List<String> folders() {
        return folders;
    }

    /** The names that end in {@code .sql}, in any letter case, and are no folders. */
    List<String> sqlFiles() {
        return files.stream().filter(FolderListing::isSql).toList();
    }

    /** The names of the {@code .sql} files of a folder in this one; none when there is no such folder. */
    List<String> sqlFilesIn(String folder) {
        return filesIn(folder).stream().filter(FolderListing::isSql).toList();
    }

    /** The names of the files of a folder in this one; none when there is no such folder. */
    List<String> filesIn(String folder) {
        Path inner = directory.resolve(folder);
        if (!Files.isDirectory(inner)) {
            return List.of();
        }
        requireInside(folder);
        return names(inner).stream()
                .filter(name -> !Files.isDirectory(inner.resolve(name)))
                .toList();
    }

    private static boolean isSql(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    /** Whether there is such a file, relative to the folder, with {@code /}. */
    boolean holds(String file) {
        return Files.isRegularFile(directory.resolve(file));
    }

    /**
     * Reads a file's whole text.
     *
     * @param file relative to the folder, with {@code /}
     * @throws InvalidInputException when it is no text, cannot be read, or is a link that leads out of the folder
     */
    String text(String file) {
        return texts.computeIfAbsent(file, name -> {
            requireInside(name);
            return TextFile.read(directory.resolve(name));
        });
    }

    /** Reads a file's whole text in another encoding than UTF-8; otherwise as {@link #text(String)} does. */
    String text(String file, Charset charset) {
        requireInside(file);
        return TextFile.read(directory.resolve(file), charset);
    }

    MigrationScript script(String file) {
        return new MigrationScript(file, text(file));
    }

    /** Only links are asked for their real path: for a thousand files that would be half of the reading. */
    private void requireInside(String name) {
        Path path = directory.resolve(name);
        boolean linked = IntStream.rangeClosed(1, directory.relativize(path).getNameCount())
                .mapToObj(depth -> directory.resolve(directory.relativize(path).subpath(0, depth)))
                .anyMatch(Files::isSymbolicLink);
        if (linked && Files.exists(path) && !isInside(path)) {
            throw new InvalidInputException(
                    path + " is a link out of the folder, which is not followed; put the file" + " itself here");
        }
    }

    private boolean isInside(Path path) {
        try {
            return path.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            throw new InvalidInputException(path + " cannot be read: " + TextFile.reason(e), e);
        }
    }
}
