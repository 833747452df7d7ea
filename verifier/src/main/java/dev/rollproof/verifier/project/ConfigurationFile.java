package dev.rollproof.verifier.project;

import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Target;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands in a {@code rollproof.json}.
 *
 * @param databases in the order of the file; empty when it names none
 * @param severities in the order of the file
 * @param target empty when it names none
 * @param placeholders values by name
 * @param stubFunctions names of functions
 * @param snapshots the folder of committed snapshots, absolute; empty when it names none
 */
record ConfigurationFile(
        List<ProjectDatabase> databases,
        List<SeveritySetting> severities,
        Optional<Target> target,
        Map<String, String> placeholders,
        List<String> stubFunctions,
        Optional<Path> snapshots) {
    private static final List<String> KEYS =
            List.of("target", "severity", "placeholders", "stubFunctions", "snapshots", "databases");
    private static final List<String> DATABASE_KEYS = List.of("migrations", "include", "exclude", "seeds", "db");

    /**
     * Reads the file.
     *
     * @param folder where the file is, absolute; the paths in it are relative to this
     * @param name the file's name
     * @throws dev.rollproof.verifier.migration.InvalidInputException when it is no JSON, or says what is not known,
     *     not possible or not there
     */
    static ConfigurationFile read(Path folder, String name, Map<String, String> environment) {
        try (JsonSource json = JsonSource.open(folder.resolve(name), environment)) {
            List<ProjectDatabase> databases = List.of();
            List<SeveritySetting> severities = List.of();
            Optional<Target> target = Optional.empty();
            Map<String, String> placeholders = Map.of();
            List<String> stubFunctions = List.of();
            Optional<Path> snapshots = Optional.empty();
            json.object(name);
            for (Optional<String> key = json.key(KEYS); key.isPresent(); key = json.key(KEYS)) {
                switch (key.get()) {
                    case "target" -> target = Optional.of(target(json));
                    case "severity" -> severities = severities(json);
                    case "placeholders" -> placeholders = placeholders(json);
                    case "stubFunctions" -> stubFunctions = json.strings("stubFunctions");
                    case "snapshots" -> snapshots = Optional.of(path(folder, json.string("snapshots"), json));
                    default -> databases = databases(folder, json);
                }
            }
            json.end();
            return new ConfigurationFile(databases, severities, target, placeholders, stubFunctions, snapshots);
        }
    }

    /** What the user says, and where that says nothing, what stands here. */
    ReadingOptions completing(ReadingOptions given) {
        Map<String, String> values = new HashMap<>(placeholders);
        values.putAll(given.placeholders());
        List<String> functions = Stream.concat(stubFunctions.stream(), given.stubFunctions().stream())
                .distinct()
                .toList();
        return given.withTarget(given.target().or(() -> target))
                .withPlaceholders(values)
                .withStubFunctions(functions);
    }

    private static Target target(JsonSource json) {
        String id = json.string("target");
        try {
            return Target.of(id);
        } catch (InvalidInputException e) {
            throw json.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> placeholders(JsonSource json) {
        Map<String, String> placeholders = new HashMap<>();
        json.object("placeholders");
        for (Optional<String> name = json.key(); name.isPresent(); name = json.key()) {
            placeholders.put(name.get(), json.string(name.get()));
        }
        return placeholders;
    }

    private static List<SeveritySetting> severities(JsonSource json) {
        List<SeveritySetting> severities = new ArrayList<>();
        json.object("severity");
        for (Optional<String> check = json.key(); check.isPresent(); check = json.key()) {
            String where = json.where();
            severities.add(new SeveritySetting(check.get(), json.string(check.get()), where));
        }
        return severities;
    }

    private static List<ProjectDatabase> databases(Path folder, JsonSource json) {
        List<ProjectDatabase> databases = new ArrayList<>();
        json.object("databases");
        for (Optional<String> name = json.key(); name.isPresent(); name = json.key()) {
            databases.add(database(folder, name.get(), json));
        }
        if (databases.isEmpty()) {
            throw json.wrong("\"databases\" names no database");
        }
        return databases;
    }

    private static ProjectDatabase database(Path folder, String name, JsonSource json) {
        String where = json.where();
        if (name.isBlank()) {
            throw json.wrong("a database needs a name");
        }
        Optional<Path> directory = Optional.empty();
        List<String> include = List.of();
        List<String> exclude = List.of();
        List<SeedFile> seeds = List.of();
        Optional<Path> file = Optional.empty();
        json.object(name);
        for (Optional<String> key = json.key(DATABASE_KEYS); key.isPresent(); key = json.key(DATABASE_KEYS)) {
            switch (key.get()) {
                case "migrations" -> directory = Optional.of(directory(folder, json));
                case "include" -> include = json.strings("include");
                case "exclude" -> exclude = json.strings("exclude");
                case "seeds" -> seeds = json.strings("seeds", text -> seed(folder, text, json));
                default -> file = Optional.of(path(folder, json.string("db"), json));
            }
        }
        Path migrations = directory.orElseThrow(
                () -> JsonSource.wrong(where, "the database \"%s\" has no \"migrations\"".formatted(name)));
        return new ProjectDatabase(name, migrations, include, exclude, seeds, file);
    }

    private static Path directory(Path folder, JsonSource json) {
        Path directory = path(folder, json.string("migrations"), json);
        if (!Files.isDirectory(directory)) {
            throw json.wrong("no such folder: " + directory);
        }
        return directory;
    }

    private static SeedFile seed(Path folder, String text, JsonSource json) {
        path(folder, text, json);
        SeedFile seed = SeedFile.of(folder, text);
        if (!Files.isRegularFile(seed.file())) {
            throw json.wrong("no such file: " + seed.file());
        }
        return seed;
    }

    private static Path path(Path folder, String text, JsonSource json) {
        try {
            return folder.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw json.wrong("no path: " + e.getReason());
        }
    }
}
