package dev.rollproof.verifier.layout;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values that Liquibase puts in the place of <code>${name}</code>: of two of one name the first counts, letter case does
 * not, and what has no value stays as it is.
 */
final class LiquibaseProperties {
    /** Those of SQLite's that people use, as Liquibase 5.0.4 has them. */
    private static final Map<String, String> OF_THE_DATABASE = Map.of(
            "database.typename", "sqlite",
            "database.databaseproductname", "SQLite",
            "database.autoincrementclause", "AUTOINCREMENT",
            "database.currentdatetimefunction", "CURRENT_TIMESTAMP",
            "database.linecomment", "--");

    /** A value that names itself would go on for ever. */
    private static final int DEEPEST = 20;

    private final Map<String, String> values = new LinkedHashMap<>();

    LiquibaseProperties(ReadingOptions options) {
        options.environment().forEach(this::set);
        options.placeholders().forEach((name, value) -> values.put(key(name), value));
        values.putAll(OF_THE_DATABASE);
    }

    void set(String name, String value) {
        values.putIfAbsent(key(name), expand(value));
    }

    String expand(String text) {
        return expand(text, 0);
    }

    private String expand(String text, int depth) {
        int open = text.indexOf("${");
        if (open < 0 || depth > DEEPEST) {
            return text;
        }
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        for (; open >= 0; open = text.indexOf("${", at)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            Optional<String> value = Optional.ofNullable(
                    values.get(key(text.substring(open + 2, close).strip())));
            expanded.append(text, at, open)
                    .append(value.map(found -> expand(found, depth + 1)).orElse(text.substring(open, close + 1)));
            at = close + 1;
        }
        return expanded.append(text.substring(at)).toString();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
