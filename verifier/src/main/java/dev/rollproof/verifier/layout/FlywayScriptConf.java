package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.NearestName;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the file {@code V1__a.sql.conf} says of how Flyway runs {@code V1__a.sql} (SqlScriptMetadata).
 *
 * @param charset the encoding of the script
 * @param problems what Flyway stops at, before it applies anything
 */
record FlywayScriptConf(
        Optional<Boolean> executeInTransaction,
        Optional<Boolean> placeholderReplacement,
        Optional<Charset> charset,
        List<ToolBehaviour> problems) {

    static final String ENDING = ".conf";
    static final FlywayScriptConf NONE =
            new FlywayScriptConf(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    private static final String TRANSACTION = "executeInTransaction";
    private static final String REPLACEMENT = "placeholderReplacement";
    private static final String ENCODING = "encoding";
    private static final String SHOULD = "shouldExecute";
    private static final List<String> KNOWN = List.of(TRANSACTION, REPLACEMENT, ENCODING, SHOULD);

    /** Reads one. */
    static FlywayScriptConf of(String file, String text) {
        Map<String, String> settings = new TreeMap<>(FlywaySettings.conf(file, text));
        List<ToolBehaviour> problems = new ArrayList<>();
        settings.keySet().stream()
                .filter(key -> !KNOWN.contains(key))
                .forEach(key -> problems.add(stop(
                        file,
                        "it holds the unknown key %s".formatted(key),
                        "Did you mean %s?".formatted(NearestName.of(key, KNOWN)))));
        if (settings.containsKey(SHOULD)) {
            problems.add(
                    stop(
                            file,
                            "%s is not for its open-source edition".formatted(SHOULD),
                            "Take the line out; with a paid edition, set \"severity\": {\"file-stops-tool\": \"note\"} in rollproof.json."));
        }
        Optional<Charset> charset = Optional.ofNullable(settings.get(ENCODING)).flatMap(Charsets::named);
        if (settings.containsKey(ENCODING) && charset.isEmpty()) {
            problems.add(stop(
                    file,
                    "there is no encoding \"%s\"".formatted(settings.get(ENCODING)),
                    "Write one that Java knows: %s.".formatted(Charsets.KNOWN)));
        }
        return new FlywayScriptConf(
                is(file, settings, TRANSACTION, problems),
                is(file, settings, REPLACEMENT, problems),
                charset,
                List.copyOf(problems));
    }

    private static Optional<Boolean> is(
            String file, Map<String, String> settings, String key, List<ToolBehaviour> problems) {
        Optional<String> value = Optional.ofNullable(settings.get(key));
        if (value.filter(v -> !v.equalsIgnoreCase("true") && !v.equalsIgnoreCase("false"))
                .isPresent()) {
            problems.add(stop(
                    file,
                    "%s is neither true nor false but \"%s\"".formatted(key, value.get()),
                    "Write one of the two."));
        }
        return value.map(Boolean::parseBoolean);
    }

    private static ToolBehaviour stop(String file, String why, String help) {
        return ToolBehaviour.of(
                Kind.FILE_STOPS_TOOL,
                file,
                "Flyway stops at %s: %s".formatted(file, why),
                "It applies nothing at all. " + help);
    }
}
