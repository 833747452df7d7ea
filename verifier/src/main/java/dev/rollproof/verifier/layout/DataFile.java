package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/** Reads what other tools keep beside their migrations: JSON with comments and trailing commas, TOML, YAML, properties. */
final class DataFile {
    private static final String DEPENDENCY = "com.fasterxml.jackson.dataformat:jackson-dataformat-";

    private DataFile() {}

    /**
     * Reads a whole file, whose ending says what it is: {@code .toml}, {@code .yaml}, {@code .yml}, else JSON.
     *
     * @throws InvalidInputException when it cannot be read or is none, with line and column; or when the library that reads
     *     it is not on the class path, which is named
     */
    static JsonNode read(Path file) {
        return read(file, TextFile.read(file));
    }

    /** Reads the text of such a file, as a build may have filled it in; otherwise as {@link #read(Path)} does. */
    static JsonNode read(Path file, String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String name = file.getFileName().toString();
        if (name.endsWith(".toml")) {
            return parse(file, withoutMark, "TOML", () -> Toml.mapper());
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return parse(file, withoutMark, "YAML", () -> Yaml.mapper());
        }
        return parse(file, withoutMark, "JSON", DataFile::jsonWithComments);
    }

    /**
     * Reads {@code name=value} lines as Java does.
     *
     * @param file what the text is of, for the message
     * @throws InvalidInputException when a backslash is followed by a u and no number
     */
    static Map<String, String> properties(String file, String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "%s: no valid properties: %s; write a backslash twice".formatted(file, e.getMessage()), e);
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static ObjectMapper jsonWithComments() {
        return JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                .build();
    }

    private static JsonNode parse(Path file, String text, String format, Supplier<ObjectMapper> mapper) {
        try {
            return mapper.get().readTree(text);
        } catch (JsonEOFException e) {
            throw new InvalidInputException("%s: no valid %s: the file ends too early".formatted(file, format), e);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new InvalidInputException(
                    "%s%s: no valid %s: %s".formatted(file, place, format, e.getOriginalMessage()), e);
        } catch (NoClassDefFoundError e) {
            throw new InvalidInputException(
                    "%s cannot be read: add %s to the class path, which reads %s"
                            .formatted(file, DEPENDENCY + format.toLowerCase(Locale.ROOT), format),
                    e);
        }
    }

    /** A class of its own, which Java links only inside the call that asks for it: the library may not be there. */
    private static final class Toml {
        static ObjectMapper mapper() {
            return new TomlMapper();
        }
    }

    /** As {@link Toml}. */
    private static final class Yaml {
        static ObjectMapper mapper() {
            return new YAMLMapper();
        }
    }
}
