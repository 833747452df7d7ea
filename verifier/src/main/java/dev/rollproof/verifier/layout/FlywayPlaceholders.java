package dev.rollproof.verifier.layout;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces {@code ${name}} as Flyway does (PlaceholderReplacingReader): everywhere, in comments and strings too, whatever
 * the letter case of the name.
 */
final class FlywayPlaceholders {
    private static final String BUILT_IN = "flyway:";
    /** Flyway has the time of its run here; a schema that depends on it could not be compared. */
    private static final String TIMESTAMP = "2000-01-01 00:00:00";

    private final Map<String, String> values = new HashMap<>();

    /** The values that are given, and those that Flyway knows by itself; it knows no {@code flyway:database} on SQLite. */
    FlywayPlaceholders(Map<String, String> given) {
        given.forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
        values.put(BUILT_IN + "defaultschema", "main");
        values.put(BUILT_IN + "user", "");
        values.put(BUILT_IN + "timestamp", TIMESTAMP);
        values.put(BUILT_IN + "workingdirectory", Path.of("").toAbsolutePath().toString());
        values.put(BUILT_IN + "table", "flyway_schema_history");
        values.put(BUILT_IN + "environment", "default");
    }

    /**
     * What a text becomes.
     *
     * @param text the replaced text; where a value is missing, as it was
     * @param missing the first that has no value
     */
    record Replaced(String text, Optional<Missing> missing) {}

    /**
     * A placeholder without a value.
     *
     * @param name as it is written; to the end of the text where no brace closes it
     * @param at where it begins
     */
    record Missing(String name, int at) {
        boolean builtIn() {
            return name.startsWith(BUILT_IN);
        }
    }

    /**
     * Replaces all of a text's placeholders.
     *
     * @param fileName what {@code flyway:filename} stands for
     */
    Replaced replace(String text, String fileName) {
        if (!text.contains("${")) {
            return new Replaced(text, Optional.empty());
        }
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("${", at)) {
                int close = text.indexOf('}', at);
                String name = text.substring(at + 2, close < 0 ? text.length() : close);
                Optional<String> value = close < 0 ? Optional.empty() : value(name, fileName);
                if (value.isEmpty()) {
                    return new Replaced(text, Optional.of(new Missing(name, at)));
                }
                replaced.append(value.get());
                at = close + 1;
            } else {
                // Flyway reads a '$' together with what follows, so "$${name}" stays as it is.
                int length = text.charAt(at) == '$' && at + 1 < text.length() ? 2 : 1;
                replaced.append(text, at, at + length);
                at += length;
            }
        }
        return new Replaced(replaced.toString(), Optional.empty());
    }

    private Optional<String> value(String name, String fileName) {
        String known = name.toLowerCase(Locale.ROOT);
        return known.equals(BUILT_IN + "filename") ? Optional.of(fileName) : Optional.ofNullable(values.get(known));
    }
}
