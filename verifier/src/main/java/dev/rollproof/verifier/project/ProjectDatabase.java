package dev.rollproof.verifier.project;

import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.layout.WranglerDatabase;
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
 * @param d1Database the D1 database of a Wrangler configuration that it is
 */
public record ProjectDatabase(
        String name,
        Path directory,
        List<String> include,
        List<String> exclude,
        List<SeedFile> seeds,
        Optional<Path> file,
        Optional<WranglerDatabase> d1Database) {

    /** What a database is called that is the only one. */
    static final String MAIN = "main";

    /** Keeps its own copies of the lists. */
    public ProjectDatabase {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        seeds = List.copyOf(seeds);
    }

    /** Makes a database that no Wrangler configuration names. */
    ProjectDatabase(
            String name,
            Path directory,
            List<String> include,
            List<String> exclude,
            List<SeedFile> seeds,
            Optional<Path> file) {
        this(name, directory, include, exclude, seeds, file, Optional.empty());
    }

    /** Makes a database of all the migrations of a folder. */
    static ProjectDatabase main(Path directory) {
        return new ProjectDatabase(MAIN, directory, List.of(), List.of(), List.of(), Optional.empty());
    }

    /** Makes a database of a Wrangler configuration. */
    static ProjectDatabase of(String name, WranglerDatabase d1) {
        return new ProjectDatabase(
                name, d1.directory(), List.of(), List.of(), List.of(), Optional.empty(), Optional.of(d1));
    }

    /** Whether the user may call it so: by its name, or by one of its names in the Wrangler configuration. */
    boolean isCalled(String given) {
        return name.equals(given)
                || d1Database
                        .filter(d1 -> d1.binding().equals(given) || d1.name().equals(given))
                        .isPresent();
    }

    /**
     * Reads its migrations.
     *
     * @throws InvalidInputException as {@link MigrationDirectory#read} and {@link MigrationSet#select} do
     */
    public MigrationSet migrations(ReadingOptions options) {
        return MigrationDirectory.read(directory, options.withD1Database(d1Database))
                .select(include, exclude);
    }
}
