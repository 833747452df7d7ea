package dev.rollproof.verifier.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a location as Flyway scans it (FileSystemScanner): with all sub-folders but hidden ones.
 *
 * @param files relative to the folder, with {@code /}; each folder's own before those of its sub-folders
 */
record FlywayFolder(Path directory, List<String> files) {
    private static final List<String> LANGUAGES = List.of("java", "kotlin", "groovy", "scala");
    private static final List<String> CODE = List.of(".java", ".kt", ".groovy", ".scala");

    static FlywayFolder read(FolderListing folder) {
        List<String> files = new ArrayList<>();
        collect(folder, folder, "", files);
        return new FlywayFolder(folder.directory(), List.copyOf(files));
    }

    private static void collect(FolderListing root, FolderListing folder, String prefix, List<String> files) {
        folder.files().forEach(file -> files.add(prefix + file));
        for (String name : folder.folders()) {
            Path inner = folder.directory().resolve(name);
            if (Files.isSymbolicLink(inner)) {
                // Refuses one that leads out; one that does not leads to what is read anyway.
                root.filesIn(prefix + name);
            } else if (!name.startsWith(".")) {
                collect(root, FolderListing.read(inner), prefix + name + "/", files);
            }
        }
    }

    List<String> sqlFiles() {
        return files.stream()
                .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(".sql"))
                .toList();
    }

    /**
     * Migrations in a language of the JVM: among the files, and in the same package of the source folders beside a
     * {@code resources} folder. Relative to the folder, with {@code /}.
     */
    List<String> codeFiles() {
        Stream<String> beside = besideResources().stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> read(FolderListing.read(folder)).files().stream()
                        .map(file -> directory
                                .relativize(folder.resolve(file))
                                .toString()
                                .replace('\\', '/')));
        return Stream.concat(files.stream(), beside)
                .filter(file -> CODE.stream().anyMatch(file::endsWith))
                .toList();
    }

    private List<Path> besideResources() {
        Optional<Integer> resources = IntStream.range(0, directory.getNameCount())
                .filter(i -> directory.getName(i).toString().equals("resources"))
                .boxed()
                .reduce((first, last) -> last);
        if (resources.isEmpty() || resources.get() == directory.getNameCount() - 1) {
            return List.of();
        }
        @Nullable Path root = directory.getRoot();
        Path source = resources.get() == 0 ? Path.of("") : directory.subpath(0, resources.get());
        Path packages = directory.subpath(resources.get() + 1, directory.getNameCount());
        Path above = root == null ? source : root.resolve(source);
        return LANGUAGES.stream()
                .map(language -> above.resolve(language).resolve(packages))
                .toList();
    }
}
