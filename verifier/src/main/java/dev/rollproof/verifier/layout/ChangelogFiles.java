package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the files stand that a changelog names. Liquibase looks for them in its search path or on the class path, which only its user
 * knows: here that is the migrations folder or any folder above it, and what is found must lie in the project.
 */
final class ChangelogFiles {
    private static final List<String> SIGNS_OF_A_PROJECT =
            List.of(".git", "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "package.json", "src");

    private final FolderListing folder;
    private final Path project;

    ChangelogFiles(FolderListing folder) {
        this.folder = folder;
        this.project = project(folder.directory());
    }

    private static Path project(Path directory) {
        for (@Nullable Path above = directory; above != null; above = above.getParent()) {
            if (SIGNS_OF_A_PROJECT.stream().map(above::resolve).anyMatch(Files::exists)) {
                return above;
            }
        }
        return directory;
    }

    /**
     * Finds what a changelog names.
     *
     * @param from the changelog, where the name is relative to it
     * @return relative to the migrations folder, with {@code /}; empty where there is no such file or folder in the project
     */
    Optional<String> find(String named, Optional<String> from) {
        String name =
                named.replace('\\', '/').replaceFirst("^classpath\\*?:", "").replaceFirst("^/+", "");
        Path directory = folder.directory();
        try {
            if (from.isPresent()) {
                return inside(directory.resolve(from.get()).resolveSibling(name));
            }
            for (@Nullable Path above = directory; above != null; above = above.getParent()) {
                Optional<String> found = inside(above.resolve(name));
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> inside(Path path) {
        Path found = path.normalize();
        boolean allowed = found.startsWith(folder.directory()) || found.startsWith(project);
        return allowed && Files.exists(found) ? Optional.of(relative(found)) : Optional.empty();
    }

    private String relative(Path path) {
        return folder.directory().relativize(path).toString().replace('\\', '/');
    }

    /** Every file below a folder, in the order of Liquibase's includeAll: plain string order of the path. */
    List<String> below(String inner) {
        Path start = folder.directory().resolve(inner).normalize();
        try {
            // The walk does not follow a link, and the folder itself may be one.
            Path real = start.toRealPath();
            try (Stream<Path> paths = Files.walk(real)) {
                return paths.filter(Files::isRegularFile)
                        .map(path -> relative(start.resolve(real.relativize(path))))
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            throw unreadable(start, e);
        } catch (UncheckedIOException e) {
            // A folder further down.
            throw unreadable(start, Objects.requireNonNull(e.getCause()));
        }
    }

    private static InvalidInputException unreadable(Path start, IOException e) {
        Path folder = e instanceof FileSystemException which ? Path.of(which.getFile()) : start;
        return new InvalidInputException("the folder %s cannot be read: %s".formatted(folder, TextFile.reason(e)), e);
    }

    String text(String file) {
        return folder.text(file);
    }

    Path path(String file) {
        return folder.directory().resolve(file).normalize();
    }

    static boolean isSql(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    static boolean isXml(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".xml");
    }

    static boolean isStructured(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return isXml(file) || lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    }
}
