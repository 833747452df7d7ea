package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The names in a migrations folder, ordered.
 *
 * @param directory the folder, absolute
 * @param entries all its names, of files and folders
 * @param sqlFiles the names that end in {@code .sql}, in any letter case, and are no folders
 */
record FolderListing(Path directory, List<String> entries, List<String> sqlFiles) {

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
        try (Stream<Path> paths = Files.list(directory)) {
            List<String> entries = paths.map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
            List<String> sqlFiles = entries.stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".sql"))
                    .filter(name -> !Files.isDirectory(directory.resolve(name)))
                    .toList();
            return new FolderListing(directory, entries, sqlFiles);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the folder %s cannot be read: %s".formatted(directory, TextFile.reason(e)), e);
        }
    }

    /** Lists the {@code .sql} files of a folder in this one by their names alone; none when there is no such folder. */
    List<String> sqlFilesIn(String folder) {
        Path inner = directory.resolve(folder);
        return Files.isDirectory(inner) ? read(inner).sqlFiles() : List.of();
    }

    MigrationScript script(String file) {
        return new MigrationScript(file, TextFile.read(directory.resolve(file)));
    }
}
