package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names in a migrations folder, ordered by their UTF-16 code units, and the texts behind them. Each file is read once,
 * when it is asked for. A link is followed only to what lies in the folder too.
 */
final class FolderListing {
    private final Path directory;
    /** What each name is: itself, and not what a link leads to. */
    private final SortedMap<String, BasicFileAttributes> attributes;

    private final List<String> files = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();

    private final Map<String, String> texts = new HashMap<>();

    private FolderListing(Path directory) {
        this.directory = directory;
        this.attributes = list(directory);
        attributes.forEach((name, its) -> (isFolder(directory.resolve(name), its) ? folders : files).add(name));
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
        return new FolderListing(directory);
    }

    /** The names of all files and folders in one, ordered. */
    static List<String> names(Path folder) {
        return List.copyOf(list(folder).keySet());
    }

    /** What each name in a folder is, itself and not what a link leads to; the walk knows it already. */
    private static SortedMap<String, BasicFileAttributes> list(Path folder) {
        SortedMap<String, BasicFileAttributes> found = new TreeMap<>();
        try {
            // The folder itself may be a link, which a walk would take for its only file.
            Files.walkFileTree(folder.toRealPath(), Set.of(), 1, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                    found.put(path.getFileName().toString(), attributes);
                    return FileVisitResult.CONTINUE;
                }
            });
            return found;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the folder %s cannot be read: %s".formatted(folder, TextFile.reason(e)), e);
        }
    }

    private static boolean isFolder(Path path, BasicFileAttributes attributes) {
        return attributes.isSymbolicLink() ? Files.isDirectory(path) : attributes.isDirectory();
    }

    /** The folder, absolute. */
    Path directory() {
        return directory;
    }

    /** All names, of files and folders. */
    List<String> entries() {
        return List.copyOf(attributes.keySet());
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
        return list(inner).entrySet().stream()
                .filter(entry -> !isFolder(inner.resolve(entry.getKey()), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isSql(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    /** Whether there is such a file, relative to the folder, with {@code /}. */
    boolean holds(String file) {
        int slash = file.indexOf('/');
        String first = slash < 0 ? file : file.substring(0, slash);
        BasicFileAttributes its = attributes.get(first);
        if (its == null) {
            return first.equals("..") && Files.isRegularFile(directory.resolve(file));
        }
        boolean asked = slash < 0 && !its.isSymbolicLink();
        return asked ? its.isRegularFile() : Files.isRegularFile(directory.resolve(file));
    }

    private boolean isLink(String name) {
        BasicFileAttributes its = attributes.get(name);
        return its != null && its.isSymbolicLink();
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

    /**
     * Reads a file's whole text, to find out whose it is: empty where {@link #text(String)} refuses it, which is said where a
     * layout wants to run it.
     */
    Optional<String> readableText(String file) {
        try {
            return Optional.of(text(file));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /** Reads a file's whole text in another encoding than UTF-8; otherwise as {@link #text(String)} does. */
    String text(String file, Charset charset) {
        requireInside(file);
        return TextFile.read(directory.resolve(file), charset);
    }

    MigrationScript script(String file) {
        return new MigrationScript(file, text(file));
    }

    private void requireInside(String name) {
        Path path = directory.resolve(name);
        if (mayLeadOut(name) && Files.exists(path) && !isInside(path)) {
            throw new InvalidInputException(
                    "%s is a link out of the folder, which is not followed; put the %s itself here"
                            .formatted(path, Files.isDirectory(path) ? "folder" : "file"));
        }
    }

    /** What lies in this folder itself is known to be a link or none; asking for each real path would be half of the reading. */
    private boolean mayLeadOut(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? isLink(name) : isLinked(name);
    }

    private boolean isLinked(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (Files.isSymbolicLink(directory.resolve(name.substring(0, slash)))) {
                return true;
            }
        }
        return Files.isSymbolicLink(directory.resolve(name));
    }

    private boolean isInside(Path path) {
        try {
            return path.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            throw new InvalidInputException(path + " cannot be read: " + TextFile.reason(e), e);
        }
    }
}
