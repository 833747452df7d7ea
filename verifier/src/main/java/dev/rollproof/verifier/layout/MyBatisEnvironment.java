package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.TextFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
 * What {@code ../environments/development.properties} says of how scripts are run (Environment).
 *
 * @param delimiter what ends a statement
 * @param fullLineDelimiter whether it must stand in a line of its own
 * @param sendFullScript whether a script goes to the database in one piece
 * @param autoCommit whether each statement is committed by itself
 * @param charset the encoding of the scripts, if it is set
 * @param hooks the files of the hooks around migrations
 * @param variables what stands for {@code ${name}}
 */
record MyBatisEnvironment(
        String delimiter,
        boolean fullLineDelimiter,
        boolean sendFullScript,
        boolean autoCommit,
        Optional<Charset> charset,
        List<String> hooks,
        Map<String, String> variables) {

    private static final String FILE = "../environments/development.properties";
    private static final String CHANGELOG = "changelog";
    private static final String DEFAULT_CHANGELOG = "CHANGELOG";
    private static final String PREFIX = "MIGRATIONS_";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    /** Reads the one beside a folder of scripts, if it is there; what the user gives comes before what it says. */
    static MyBatisEnvironment of(Path directory, ReadingOptions options) {
        Path file = directory.resolve(FILE).normalize();
        Map<String, String> all = new HashMap<>();
        all.put(CHANGELOG, DEFAULT_CHANGELOG);
        if (Files.isRegularFile(file)) {
            // As java.util.Properties reads a stream of bytes.
            all.putAll(DataFile.properties(file.toString(), TextFile.read(file, StandardCharsets.ISO_8859_1)));
        }
        options.environment().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                all.put(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        all.replaceAll((name, value) -> replaced(value, options.environment()));
        List<String> hooks = all.keySet().stream()
                .filter(name -> name.startsWith("hook_") && (name.endsWith("_up") || name.endsWith("_down")))
                .sorted()
                .toList();
        all.putAll(options.placeholders());
        return new MyBatisEnvironment(
                all.getOrDefault("delimiter", ";"),
                Boolean.parseBoolean(all.get("full_line_delimiter")),
                Boolean.parseBoolean(all.get("send_full_script")),
                Boolean.parseBoolean(all.get("auto_commit")),
                Optional.ofNullable(all.get("script_char_set")).map(name -> Charsets.named("script_char_set", name)),
                hooks,
                Map.copyOf(all));
    }

    /** The table of what was applied. */
    String changelog() {
        return variables.getOrDefault(CHANGELOG, DEFAULT_CHANGELOG);
    }

    /** Puts values in the place of {@code ${name}}. One that has none stays as it is: SQLite says what it makes of it. */
    static String replaced(String text, Map<String, String> values) {
        return text.contains("${")
                ? VARIABLE.matcher(text)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())))
                : text;
    }
}
