package dev.rollproof.verifier.layout;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The annotations of goose's SQL files: {@code -- +goose Up}. The rules are those of internal/sqlparser/parser.go, v3.27. */
enum GooseAnnotation {
    UP("Up"),
    DOWN("Down"),
    STATEMENT_BEGIN("StatementBegin"),
    STATEMENT_END("StatementEnd"),
    NO_TRANSACTION("NO TRANSACTION"),
    ENVSUB_ON("ENVSUB ON"),
    ENVSUB_OFF("ENVSUB OFF");

    private static final String MARK = "+goose";

    private final String text;

    GooseAnnotation(String text) {
        this.text = text;
    }

    /** As it is to be written. */
    String line() {
        return "-- +goose " + text;
    }

    /** Whether goose takes the line for an annotation, right or wrong. */
    static boolean isOne(String line) {
        return line.contains(MARK) && GoLines.trim(line).startsWith("--");
    }

    /**
     * Reads a line that {@link #isOne}.
     *
     * @throws IllegalArgumentException when goose refuses it; the message is the end of a sentence that begins with the tool
     */
    static GooseAnnotation of(String line) {
        if (line.startsWith(" ") || line.startsWith("\t")) {
            throw new IllegalArgumentException("refuses an annotation that does not begin its line");
        }
        String command = line.replace("--", "");
        int mark = command.indexOf(MARK);
        String rest = GoLines.trim(command.substring(0, mark) + command.substring(mark + MARK.length()));
        List<GooseAnnotation> found = Arrays.stream(values())
                .filter(annotation -> annotation.text.equalsIgnoreCase(rest))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "takes every comment with \"+goose\" in it for an annotation, and knows none that is \"%s\", only %s"
                            .formatted(
                                    rest,
                                    Arrays.stream(values())
                                            .map(annotation -> annotation.text)
                                            .collect(Collectors.joining(", "))));
        }
        return found.get(0);
    }
}
