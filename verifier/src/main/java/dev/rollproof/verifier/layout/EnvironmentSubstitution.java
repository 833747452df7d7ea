package dev.rollproof.verifier.layout;

import java.util.Map;

/**
 * Replaces {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME-default}}, {@code ${NAME:from:length}} and
 * {@code ${NAME?message}} as goose's ENVSUB does. The grammar is that of github.com/mfridman/interpolate, parser.go; what is
 * not set and has no default is empty there.
 */
final class EnvironmentSubstitution {
    private static final int END = -1;

    private final String input;
    private final Map<String, String> environment;
    private int position;

    private EnvironmentSubstitution(String input, Map<String, String> environment) {
        this.input = input;
        this.environment = environment;
    }

    /**
     * Replaces all of them in a line.
     *
     * @throws IllegalArgumentException when one is not written as the grammar has it, or a required one is not set
     */
    static String in(String line, Map<String, String> environment) {
        return new EnvironmentSubstitution(line, environment).expression(END);
    }

    private String expression(int stop) {
        StringBuilder text = new StringBuilder();
        while (peek() != END && peek() != stop) {
            if (input.startsWith("\\\\", position)) {
                text.append(take(2));
            } else if (input.startsWith("\\$", position) || input.startsWith("$$", position)) {
                take(2);
                text.append('$');
            } else if (input.startsWith("$(", position)) {
                text.append(take(2));
            } else if (peek() == '$' && position < input.length() - 1) {
                take(1);
                text.append(peek() == '{' ? braces() : value(identifier()));
            } else {
                text.append(take(1)).append(until("$\\", stop));
            }
        }
        return text.toString();
    }

    private String braces() {
        take(1);
        String name = identifier();
        String result = operation(name);
        if (peek() != '}') {
            throw new IllegalArgumentException("\"${" + name + "\" has no \"}\"");
        }
        take(1);
        return result;
    }

    private String operation(String name) {
        if (peek() == '}') {
            return value(name);
        }
        if (input.startsWith(":-", position)) {
            take(2);
            String otherwise = expression('}');
            return value(name).isEmpty() ? otherwise : value(name);
        }
        char operator = peek() == END ? '}' : take(1).charAt(0);
        return switch (operator) {
            case '-' -> {
                String otherwise = expression('}');
                yield environment.getOrDefault(name, otherwise);
            }
            case '?' -> required(name, expression('}'));
            case ':' -> slice(value(name));
            default ->
                throw new IllegalArgumentException("\"${%s\" goes on with neither }, :-, -, : nor ?".formatted(name));
        };
    }

    private String required(String name, String message) {
        if (!environment.containsKey(name)) {
            throw new IllegalArgumentException("$%s: %s".formatted(name, message.isEmpty() ? "not set" : message));
        }
        return value(name);
    }

    /** As in a shell: below 0 the offset counts from the end, and the length is that of what is left out there. */
    private String slice(String value) {
        int offset = number(until(":}", END));
        int from = Math.min(Math.max(offset < 0 ? offset + value.length() : offset, 0), value.length());
        if (peek() != ':') {
            return value.substring(from);
        }
        take(1);
        int length = number(until("}", END));
        int to = length >= 0 ? from + length : Math.max(value.length() + length, from);
        return value.substring(from, Math.min(to, value.length()));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is no number".formatted(text), e);
        }
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }

    private String identifier() {
        if (peek() == END || !Character.isLetter(peek())) {
            throw new IllegalArgumentException("no name follows \"%s\"; a dollar sign itself is written $$"
                    .formatted(input.substring(0, position)));
        }
        int start = position;
        while (peek() != END && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
            position++;
        }
        return input.substring(start, position);
    }

    private String until(String ends, int stop) {
        int start = position;
        while (peek() != END && peek() != stop && ends.indexOf(peek()) < 0) {
            position++;
        }
        return input.substring(start, position);
    }

    private int peek() {
        return position < input.length() ? input.charAt(position) : END;
    }

    private String take(int length) {
        position += length;
        return input.substring(position - length, position);
    }
}
