package dev.rollproof.verifier.seed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.rollproof.verifier.seed.SeedTable.Cell;
import dev.rollproof.verifier.seed.SeedTable.Heading;
import dev.rollproof.verifier.seed.SeedTable.Row;
import dev.rollproof.verifier.sql.SourcePosition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a JSON file: <code>{"users": [{"id": 1}]}</code>. */
final class JsonTables {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final SeedText source;
    private final JsonParser parser;

    private JsonTables(SeedText source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    static List<SeedTable> read(SeedText source) {
        try (JsonParser parser = JSON.createParser(source.text().substring(source.start()))) {
            return new JsonTables(source, parser).tables();
        } catch (JsonEOFException e) {
            throw source.wrong(position(e.getLocation()), "the file ends too early");
        } catch (JsonProcessingException e) {
            throw source.wrong(position(e.getLocation()), "no valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            // A text in memory is read to its end.
            throw new UncheckedIOException(e);
        }
    }

    private List<SeedTable> tables() throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "a seed must be an object with an array for each table");
        List<SeedTable> tables = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            tables.add(table());
        }
        if (parser.nextToken() != null) {
            throw source.wrong(offset(), "nothing may follow the object");
        }
        return tables;
    }

    private SeedTable table() throws IOException {
        String name = parser.currentName();
        int start = offset();
        require(parser.nextToken() == JsonToken.START_ARRAY, "\"%s\" must be an array of rows".formatted(name));
        List<Row> rows = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(
                    parser.currentToken() == JsonToken.START_OBJECT,
                    "a row of \"%s\" must be an object".formatted(name));
            rows.add(row());
        }
        return new SeedTable(name, start, rows);
    }

    private Row row() throws IOException {
        int start = offset();
        List<Cell> cells = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Heading column = new Heading(parser.currentName(), offset());
            parser.nextToken();
            int value = offset();
            cells.add(new Cell(column, value, value()));
        }
        return new Row(start, cells);
    }

    private @Nullable Object value() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> 1L;
            case VALUE_FALSE -> 0L;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> realNumber();
            default -> jsonText();
        };
    }

    private Object wholeNumber() throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw source.wrong(
                    offset(),
                    "%s is larger than SQLite's whole numbers of 64 bits; write it as a string to store it as text"
                            .formatted(parser.getText()));
        }
        return parser.getLongValue();
    }

    private Object realNumber() throws IOException {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw source.wrong(
                    offset(),
                    "%s is larger than SQLite's real numbers; write it as a string to store it as text"
                            .formatted(parser.getText()));
        }
        return number;
    }

    /** The array or object that begins here, without the space between its parts. */
    private String jsonText() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }

    private void require(boolean holds, String wanted) {
        if (!holds) {
            JsonToken found = parser.currentToken();
            throw source.wrong(offset(), wanted + ", not " + (found == null ? "nothing" : kind(found)));
        }
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

    /** Where the current token begins; where the text ends when there is none. */
    private int offset() {
        JsonLocation location =
                parser.currentToken() == null ? parser.currentLocation() : parser.currentTokenLocation();
        return source.start() + (int) location.getCharOffset();
    }

    private static SourcePosition position(JsonLocation location) {
        return new SourcePosition(location.getLineNr(), location.getColumnNr());
    }
}
