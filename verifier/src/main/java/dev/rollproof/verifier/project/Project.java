package dev.rollproof.verifier.project;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.layout.WranglerDatabase;
import dev.rollproof.verifier.migration.FileName;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.NearestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be read, and for which databases.
 *
 * @param databases one or more, in the order of the configuration; their names differ
 * @param severities what {@code rollproof.json} says of severities, in its order
 * @param reading how the migrations are to be read: what the user says, then what {@code rollproof.json} does
 * @param configuration the file that names the databases, absolute: {@code rollproof.json}, or a Wrangler configuration with
 *     several
 * @param unread a {@code rollproof.json} that was found and not read, because the folder itself holds migrations
 * @param snapshots the folder of committed snapshots that {@code rollproof.json} names, absolute; it may not exist yet
 */
public record Project(
        List<ProjectDatabase> databases,
        List<SeveritySetting> severities,
        ReadingOptions reading,
        Optional<Path> configuration,
        Optional<Path> unread,
        Optional<Path> snapshots) {

    private static final String CONFIGURATION = "rollproof.json";

    private static final List<String> CONVENTIONAL_PLACES = List.of(
            "migrations",
            "db/migrations",
            "src/main/resources/db/migration",
            "src/main/resources/db/migrations",
            "src/main/resources/migrations",
            "drizzle",
            "prisma/migrations");

    /** Keeps its own copies of the lists. */
    public Project {
        databases = List.copyOf(databases);
        severities = List.copyOf(severities);
    }

    /**
     * Finds the migrations of a folder: the folder itself if it holds any; else what its {@code rollproof.json} says;
     * else what its Wrangler configuration does; else the one conventional place below it that holds migrations.
     *
     * @param directory the folder, with migrations or above them
     * @param options how the user wants them read; its environment is what {@code ${NAME:-default}} in
     *     {@code rollproof.json} reads, and its placeholders and target come before those of that file
     * @throws InvalidInputException when nothing is found, two places are, the folder cannot be read, or
     *     {@code rollproof.json} is wrong
     */
    public static Project read(Path directory, ReadingOptions options) {
        Path root = directory.toAbsolutePath().normalize();
        Path configuration = root.resolve(CONFIGURATION);
        boolean configured = Files.exists(configuration);
        if (MigrationDirectory.isOne(root, options)) {
            return new Project(
                    List.of(ProjectDatabase.main(root)),
                    List.of(),
                    options,
                    Optional.empty(),
                    configured ? Optional.of(configuration) : Optional.empty(),
                    Optional.empty());
        }
        if (!configured) {
            List<ProjectDatabase> found = unconfigured(root, options);
            // Where there is one only, nothing needs a name.
            Optional<Path> naming = found.size() == 1
                    ? Optional.empty()
                    : found.get(0).d1Database().map(WranglerDatabase::configuration);
            return new Project(found, List.of(), options, naming, Optional.empty(), Optional.empty());
        }
        ConfigurationFile read = ConfigurationFile.read(root, CONFIGURATION, options.environment());
        ReadingOptions reading = read.completing(options);
        List<ProjectDatabase> databases = read.databases().isEmpty() ? unconfigured(root, reading) : read.databases();
        return new Project(
                databases, read.severities(), reading, Optional.of(configuration), Optional.empty(), read.snapshots());
    }

    /** What a Wrangler configuration names, or else what stands in a conventional place. */
    private static List<ProjectDatabase> unconfigured(Path root, ReadingOptions options) {
        List<ProjectDatabase> d1 = WranglerProject.databases(root, options);
        return d1.isEmpty() ? List.of(conventional(root, options)) : d1;
    }

    /**
     * Finds the database that a user calls so.
     *
     * @throws InvalidInputException when there is none; the message names the nearest
     */
    public ProjectDatabase database(String name) {
        List<String> known = databases.stream().map(ProjectDatabase::name).toList();
        return databases.stream()
                .filter(database -> database.isCalled(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        known.size() == 1
                                ? "no database \"%s\"; there is only %s".formatted(name, known.get(0))
                                : "no database \"%s\"; did you mean %s? Known are %s"
                                        .formatted(name, NearestName.of(name, known), String.join(", ", known))));
    }

    /**
     * Where the snapshots of one database stand.
     *
     * @param folder where those of the project do
     * @return {@code folder} itself, or, where there are several databases, the folder of this one below it
     */
    public Path snapshotsOf(ProjectDatabase database, Path folder) {
        return databases.size() == 1 ? folder : folder.resolve(FileName.of(database.name()));
    }

    private static ProjectDatabase conventional(Path root, ReadingOptions options) {
        List<Path> folders = CONVENTIONAL_PLACES.stream()
                .map(root::resolve)
                .filter(Files::isDirectory)
                .toList();
        List<Path> candidates = folders.stream()
                .filter(folder -> MigrationDirectory.isOne(folder, options))
                .toList();
        if (candidates.size() > 1) {
            throw new InvalidInputException("migrations are in %s and in %s; give one of them, or name them in %s"
                    .formatted(candidates.get(0), candidates.get(1), root.resolve(CONFIGURATION)));
        }
        if (candidates.isEmpty()) {
            throw nothingFound(root, folders, options.layout());
        }
        return ProjectDatabase.main(candidates.get(0));
    }

    /** A place that is there and holds nothing to read is what the user wonders about. */
    private static InvalidInputException nothingFound(Path root, List<Path> folders, Layout layout) {
        if (!folders.isEmpty()) {
            return new InvalidInputException(MigrationDirectory.whyNot(folders.get(0), layout));
        }
        return new InvalidInputException("%s\n  looked in it, too, for %s and for the folders %s"
                .formatted(
                        MigrationDirectory.whyNot(root, layout),
                        CONFIGURATION,
                        String.join(", ", CONVENTIONAL_PLACES)));
    }
}
