package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a project sets of Flyway, as far as it decides how a script is run: in {@code flyway.toml}, {@code flyway.conf} or Spring
 * Boot's {@code application.properties} or {@code .yml}, the nearest above the migrations; in the environment
 * ({@code FLYWAY_MIXED}); and the placeholders given to Rollproof, which come before all of those.
 *
 * @param mixed whether {@code PRAGMA foreign_keys} may stand beside other statements, all of them then without a transaction
 * @param executeInTransaction whether Flyway opens transactions at all
 * @param placeholderReplacement whether {@code ${name}} is replaced
 * @param encoding of the scripts; empty where nothing says so: UTF-8
 * @param placeholders by name
 */
record FlywaySettings(
        boolean mixed,
        boolean executeInTransaction,
        boolean placeholderReplacement,
        Optional<Charset> encoding,
        Map<String, String> placeholders) {

    private static final String PREFIX = "flyway.";
    private static final String PLACEHOLDERS = "placeholders.";
    private static final String VARIABLES = "FLYWAY_";
    private static final List<String> OWN =
            List.of("flyway.toml", "flyway.conf", "conf/flyway.toml", "conf/flyway.conf");
    private static final List<String> SPRING = List.of(
            "src/main/resources/application.properties",
            "src/main/resources/application.yml",
            "src/main/resources/application.yaml");
    /** A property of Spring's with its default. */
    private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{[^:}]*:([^}]*)}");

    private static final Pattern FILLED_IN = Pattern.compile("@([A-Za-z0-9_.-]+)@");

    private static final Pattern BACKSLASH = Pattern.compile("\\\\(?!\\R|\\z)");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

    /** Reads what is set for the migrations of a folder. */
    static FlywaySettings of(Path directory, ReadingOptions options) {
        Map<String, String> settings = new HashMap<>(nearest(directory, options.environment()));
        options.environment().forEach((name, value) -> {
            if (name.startsWith(VARIABLES)) {
                settings.put(ofVariable(name), value);
            }
        });
        Map<String, String> placeholders = new HashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(PLACEHOLDERS)) {
                placeholders.put(name.substring(PLACEHOLDERS.length()), value);
            }
        });
        placeholders.putAll(options.placeholders());
        return new FlywaySettings(
                is(settings, "mixed", false),
                is(settings, "executeintransaction", true),
                is(settings, "placeholderreplacement", true),
                Optional.ofNullable(settings.get("encoding")).map(name -> Charsets.named("flyway.encoding", name)),
                Map.copyOf(placeholders));
    }

    private static boolean is(Map<String, String> settings, String name, boolean otherwise) {
        return Boolean.parseBoolean(settings.getOrDefault(name, String.valueOf(otherwise)));
    }

    private static String ofVariable(String name) {
        String setting = name.substring(VARIABLES.length()).toLowerCase(Locale.ROOT);
        String placeholders = PLACEHOLDERS.replace('.', '_');
        return setting.startsWith(placeholders)
                ? PLACEHOLDERS + setting.substring(placeholders.length())
                : setting.replace("_", "");
    }

    /** The settings of the nearest file above that has any, up to the root of the repository. */
    private static Map<String, String> nearest(Path directory, Map<String, String> environment) {
        for (Path folder : FoldersAbove.of(directory)) {
            for (String name : OWN) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    return own(file, environment);
                }
            }
            for (String name : SPRING) {
                Map<String, String> settings = spring(folder.resolve(name));
                if (!settings.isEmpty()) {
                    return settings;
                }
            }
        }
        return Map.of();
    }

    private static Map<String, String> own(Path file, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        if (file.toString().endsWith(".toml")) {
            flatten("", DataFile.read(file), all);
        } else {
            String text = VARIABLE.matcher(TextFile.read(file))
                    .replaceAll(found -> Matcher.quoteReplacement(environment.getOrDefault(found.group(1), "")));
            all.putAll(conf(file.toString(), text));
        }
        return below(PREFIX, all);
    }

    /** Spring's own are taken as they stand in the file: profiles and the command line may say otherwise. */
    private static Map<String, String> spring(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        // Gradle's expand() wants a backslash before the dollar sign of a property that is Spring's.
        String text = TextFile.read(file).replace("\\${", "${");
        if (!text.contains("flyway")) {
            return Map.of();
        }
        Map<String, String> all = new HashMap<>();
        if (file.toString().endsWith(".properties")) {
            all.putAll(DataFile.properties(file.toString(), text));
        } else {
            flatten("", yaml(file, text), all);
        }
        Map<String, String> settings = below("spring." + PREFIX, all);
        settings.replaceAll((name, value) -> withoutProperties(value));
        settings.values().removeIf(value -> value.contains("${"));
        return settings;
    }

    /** Maven fills in {@code @name@} before Spring reads it, and that is no YAML yet. */
    private static JsonNode yaml(Path file, String text) {
        try {
            return DataFile.read(file, FILLED_IN.matcher(text).replaceAll("\\${$1}"));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    "what Spring sets of Flyway decides how the migrations run, and it cannot be read; mend the file, or put those settings into a flyway.conf at the root of the project, which is read in its place: %s"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static String withoutProperties(String value) {
        return WITH_DEFAULT.matcher(value).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }

    private static Map<String, String> below(String prefix, Map<String, String> all) {
        Map<String, String> settings = new HashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                String setting = name.substring(prefix.length());
                settings.put(setting.startsWith(PLACEHOLDERS) ? setting : relaxed(setting), value);
            }
        });
        return settings;
    }

    /** Spring writes {@code placeholder-replacement} what Flyway writes {@code placeholderReplacement}. */
    private static String relaxed(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(entry -> flatten(prefix + entry.getKey() + ".", entry.getValue(), into));
        } else if (node.isValueNode()) {
            into.put(prefix.substring(0, Math.max(0, prefix.length() - 1)), node.asText());
        }
    }

    /** Reads a file of Flyway's own, to which a backslash is one, but at the end of a line (ConfigUtils). */
    static Map<String, String> conf(String file, String text) {
        return DataFile.properties(file, BACKSLASH.matcher(text).replaceAll("$0$0"));
    }
}
