package dev.rollproof.verifier.project;

import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One database of a project: which migrations make it.
 *
 * @param name its name; {@code main} where nothing names it
 * @param directory its migrations folder, absolute
 * @param include globs on the migrations' file names; empty: all
 * @param exclude globs on the migrations' file names
 * @param seeds the files of rows, in order
 * @param file the SQLite file that the commands which change a real database work on, absolute; it may not exist yet
 */
public record ProjectDatabase(
        String name,
        Path directory,
        List<String> include,
        List<String> exclude,
        List<SeedFile> seeds,
        Optional<Path> file) {

    /** Keeps its own copies of the lists. */
    public ProjectDatabase {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        seeds = List.copyOf(seeds);
    }

    /** Makes a database of all the migrations of a folder. */
    static ProjectDatabase main(Path directory) {
        return new ProjectDatabase("main", directory, List.of(), List.of(), List.of(), Optional.empty());
    }

    /**
     * Reads its migrations.
     *
     * @throws InvalidInputException as {@link MigrationDirectory#read} and {@link MigrationSet#select} do
     */
    public MigrationSet migrations(ReadingOptions options) {
        return MigrationDirectory.read(directory, options).select(include, exclude);
    }
}
