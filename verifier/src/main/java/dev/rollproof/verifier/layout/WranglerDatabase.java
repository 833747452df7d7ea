package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One element of {@code d1_databases} in a Wrangler configuration, as {@code src/d1/migrations/helpers.ts} of Wrangler 4.164
 * reads it.
 *
 * @param configuration the file that it stands in, absolute
 * @param environment the {@code env.NAME} that it stands in; empty: the top level
 * @param binding the name of its binding
 * @param databaseName the name of the database, if it has one
 * @param directory its migrations folder, absolute
 * @param table where Wrangler keeps what it applied
 * @param migrationsDir {@code migrations_dir} as it is written, or its default
 * @param migrationsPattern {@code migrations_pattern} as it is written
 */
public record WranglerDatabase(
        Path configuration,
        Optional<String> environment,
        String binding,
        Optional<String> databaseName,
        Path directory,
        String table,
        String migrationsDir,
        Optional<String> migrationsPattern) {

    static final String DEFAULT_TABLE = "d1_migrations";

    private static final String DEFAULT_DIRECTORY = "migrations";
    /** In one folder the first of them is the one that Wrangler reads. */
    private static final List<String> CONFIGURATIONS = List.of("wrangler.json", "wrangler.jsonc", "wrangler.toml");

    /**
     * Reads the databases of the configuration that stands in a folder; none where there is no such file.
     *
     * @throws dev.rollproof.verifier.migration.InvalidInputException when it cannot be parsed
     */
    public static List<WranglerDatabase> in(Path folder) {
        Optional<Path> file = CONFIGURATIONS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
        if (file.isEmpty()) {
            return List.of();
        }
        Path configuration = file.get();
        JsonNode root = DataFile.read(configuration);
        List<WranglerDatabase> databases = new ArrayList<>(of(configuration, Optional.empty(), root));
        root.path("env")
                .properties()
                .forEach(env -> databases.addAll(of(configuration, Optional.of(env.getKey()), env.getValue())));
        return databases;
    }

    /** Those of any configuration in the folder or above it, up to the root of the repository, whose migrations it holds. */
    static List<WranglerDatabase> naming(Path directory) {
        return FoldersAbove.of(directory).stream()
                .flatMap(folder -> in(folder).stream())
                .filter(database -> database.directory().equals(directory))
                .toList();
    }

    private static List<WranglerDatabase> of(Path configuration, Optional<String> environment, JsonNode settings) {
        List<WranglerDatabase> databases = new ArrayList<>();
        JsonNode elements = settings.path("d1_databases");
        for (JsonNode element : elements.isArray() ? elements : MissingNode.getInstance()) {
            String dir = text(element, "migrations_dir").orElse(DEFAULT_DIRECTORY);
            databases.add(new WranglerDatabase(
                    configuration,
                    environment,
                    text(element, "binding").orElse("DB"),
                    text(element, "database_name"),
                    configuration.resolveSibling(normalized(dir)).normalize(),
                    text(element, "migrations_table")
                            .filter(table -> !table.isEmpty())
                            .orElse(DEFAULT_TABLE),
                    dir,
                    text(element, "migrations_pattern")));
        }
        return databases;
    }

    private static Optional<String> text(JsonNode element, String key) {
        return Optional.of(element.path(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                // No name has a NUL in it, and Java makes no path of one.
                .filter(value -> value.indexOf(0) < 0);
    }

    /** The name that {@code wrangler d1 migrations apply} takes: the database's, or the binding's. */
    public String name() {
        return databaseName.orElse(binding);
    }

    /** Which files of the folder it applies, as a glob relative to the folder. */
    public String pattern() {
        return patternInside().orElse(WranglerPattern.DEFAULT);
    }

    /** Why Wrangler refuses what the configuration says of the files, if it does. */
    Optional<String> mistake() {
        if (patternInside().isPresent() || migrationsPattern.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                migrationsDir.equals(DEFAULT_DIRECTORY)
                        ? "migrations_pattern needs a migrations_dir, and must start with it"
                        : "migrations_pattern must start with %s/, which is its migrations_dir"
                                .formatted(normalized(migrationsDir)));
    }

    private Optional<String> patternInside() {
        String dir = normalized(migrationsDir);
        return migrationsPattern
                .map(WranglerDatabase::normalized)
                .filter(pattern -> dir.equals(".") || pattern.startsWith(dir + "/"))
                .map(pattern -> dir.equals(".") ? pattern : pattern.substring(dir.length() + 1));
    }

    /** As {@code path.posix.normalize} does, without a '/' at the end. */
    private static String normalized(String path) {
        String forward = path.replace('\\', '/');
        Deque<String> parts = new ArrayDeque<>();
        Stream.of(forward.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .forEach(part -> {
                    boolean back = part.equals("..") && !parts.isEmpty() && !"..".equals(parts.peekLast());
                    if (back) {
                        parts.removeLast();
                    } else {
                        parts.addLast(part);
                    }
                });
        String joined = String.join("/", parts);
        return forward.startsWith("/") ? "/" + joined : joined.isEmpty() ? "." : joined;
    }
}
