package dev.rollproof.verifier.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.NearestName;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads JSON with comments from its beginning to its end. Whatever it throws is an {@link InvalidInputException} that
 * begins with file, line and column. Strings have {@code ${NAME:-default}} replaced.
 */
final class JsonSource implements AutoCloseable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final Variables variables;
    private final JsonParser parser;

    private JsonSource(Path file, Variables variables, JsonParser parser) {
        this.file = file;
        this.variables = variables;
        this.parser = parser;
    }

    static JsonSource open(Path file, Map<String, String> environment) {
        String text = TextFile.read(file);
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            return new JsonSource(file, new Variables(environment), JSON.createParser(withoutMark));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Steps into the object that is next. */
    void object(String name) {
        next(name, "an object", JsonToken.START_OBJECT);
    }

    /** Steps to the next key of this object; empty at its end. */
    Optional<String> key() {
        if (next() == JsonToken.END_OBJECT) {
            return Optional.empty();
        }
        return Optional.of(text());
    }

    /** As {@link #key()}, when only these keys may be there. */
    Optional<String> key(List<String> known) {
        Optional<String> key = key();
        key.filter(name -> !known.contains(name)).ifPresent(name -> {
            throw wrong("unknown key \"%s\"; did you mean \"%s\"?".formatted(name, NearestName.of(name, known)));
        });
        return key;
    }

    /** Reads the string that is next. */
    String string(String name) {
        next(name, "a string", JsonToken.VALUE_STRING);
        return replaced(name);
    }

    /** Reads the array of strings that is next. */
    List<String> strings(String name) {
        return strings(name, text -> text);
    }

    /** Reads the array of strings that is next; each is made into a value while the source stands at it. */
    <T> List<T> strings(String name, Function<String, T> value) {
        String wanted = "an array of strings";
        next(name, wanted, JsonToken.START_ARRAY);
        List<T> values = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            require(name, wanted, JsonToken.VALUE_STRING);
            values.add(value.apply(replaced(name)));
        }
        return values;
    }

    /** Requires that nothing but space and comments follows. */
    void end() {
        if (nextOrEnd().isPresent()) {
            throw wrong("nothing may follow the object");
        }
    }

    /** Says where the source stands: {@code FILE:LINE:COLUMN}, from 1. */
    String where() {
        return where(parser.currentTokenLocation());
    }

    /** Makes an error at the place where the source stands. */
    InvalidInputException wrong(String message) {
        return wrong(where(), message);
    }

    static InvalidInputException wrong(String where, String message) {
        return new InvalidInputException(where + ": " + message);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String replaced(String name) {
        String text;
        try {
            text = variables.replaceIn(text());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(where() + ": " + e.getMessage(), e);
        }
        if (text.isBlank()) {
            throw wrong("\"%s\" is empty".formatted(name));
        }
        return text;
    }

    private void next(String name, String wanted, JsonToken token) {
        next();
        require(name, wanted, token);
    }

    private void require(String name, String wanted, JsonToken token) {
        if (parser.currentToken() != token) {
            throw wrong("\"%s\" must be %s, not %s".formatted(name, wanted, kind(parser.currentToken())));
        }
    }

    private JsonToken next() {
        return nextOrEnd().orElseThrow(() -> endsTooEarly(parser.currentLocation()));
    }

    private Optional<JsonToken> nextOrEnd() {
        try {
            return Optional.ofNullable(parser.nextToken());
        } catch (JsonEOFException e) {
            throw endsTooEarly(e.getLocation());
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(where(e.getLocation()) + ": no valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InvalidInputException endsTooEarly(JsonLocation location) {
        return wrong(where(location), "the file ends too early");
    }

    private String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String where(JsonLocation location) {
        return "%s:%d:%d".formatted(file, location.getLineNr(), location.getColumnNr());
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> token.asString();
        };
    }
}
