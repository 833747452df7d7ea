package dev.rollproof.verifier.seed;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as https://www.rfc-editor.org/rfc/rfc4180 has them; lines may end with LF alone too. */
final class CsvReader {
    private final SeedText source;
    private final String text;
    private int at;

    private CsvReader(SeedText source) {
        this.source = source;
        this.text = source.text();
        this.at = source.start();
    }

    /** One line, or several where a quoted field has line breaks. */
    record Line(int offset, List<Field> fields) {
        /** Nothing between two line breaks. */
        boolean isEmpty() {
            return fields.size() == 1 && fields.get(0).isEmpty();
        }
    }

    /** One field. */
    record Field(int offset, String text, boolean quoted) {
        /** Empty and without quotes. */
        boolean isEmpty() {
            return text.isEmpty() && !quoted;
        }
    }

    /**
     * All lines; a line break at the end of the text begins no other one.
     *
     * @throws dev.rollproof.verifier.migration.InvalidInputException when a quote is where none may be, or has no end
     */
    static List<Line> read(SeedText source) {
        CsvReader reader = new CsvReader(source);
        List<Line> lines = new ArrayList<>();
        while (reader.at < reader.text.length()) {
            lines.add(reader.line());
        }
        return lines;
    }

    private Line line() {
        int start = at;
        List<Field> fields = new ArrayList<>();
        fields.add(field());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            fields.add(field());
        }
        at += lineBreak(at);
        return new Line(start, fields);
    }

    private Field field() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
    }

    private Field bare() {
        int start = at;
        while (!fieldEnds()) {
            if (text.charAt(at) == '"') {
                throw source.wrong(
                        at, "a quote inside a field without quotes; put the field in quotes and write this one twice");
            }
            at++;
        }
        return new Field(start, text.substring(start, at), false);
    }

    private Field quoted() {
        int start = at;
        StringBuilder value = new StringBuilder();
        do {
            // After the first round this quote is the second of two, which stand for one.
            int from = at == start ? at + 1 : at;
            int end = text.indexOf('"', at + 1);
            if (end < 0) {
                throw source.wrong(start, "this quoted field has no end");
            }
            value.append(text, from, end);
            at = end + 1;
        } while (at < text.length() && text.charAt(at) == '"');
        if (!fieldEnds()) {
            throw source.wrong(at, "text after the end of a quoted field; a quote inside a field is written twice");
        }
        return new Field(start, value.toString(), true);
    }

    private boolean fieldEnds() {
        return at == text.length() || text.charAt(at) == ',' || lineBreak(at) > 0;
    }

    /** How many characters the line break there has; 0 where there is none. */
    private int lineBreak(int offset) {
        if (text.startsWith("\n", offset)) {
            return 1;
        }
        return text.startsWith("\r\n", offset) ? 2 : 0;
    }
}
