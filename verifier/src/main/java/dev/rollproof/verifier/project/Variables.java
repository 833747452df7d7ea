package dev.rollproof.verifier.project;

import java.util.Map;
import java.util.Optional;

/**
 * What {@code ${NAME}} and {@code ${NAME:-default}} stand for. As in a shell, the default also replaces an empty value.
 *
 * @param environment the values by name
 */
record Variables(Map<String, String> environment) {

    /**
     * Replaces all of them in a text; what they are replaced by is not looked at again.
     *
     * @throws IllegalArgumentException when one has no closing brace, no proper name, or neither a value nor a default
     */
    String replaceIn(String text) {
        StringBuilder replaced = new StringBuilder();
        int done = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", done)) {
            int end = text.indexOf('}', start);
            if (end < 0) {
                throw new IllegalArgumentException("\"${\" has no \"}\" in \"%s\"".formatted(text));
            }
            replaced.append(text, done, start).append(value(text.substring(start + 2, end)));
            done = end + 1;
        }
        return replaced.append(text.substring(done)).toString();
    }

    private String value(String reference) {
        int colon = reference.indexOf(":-");
        String name = colon < 0 ? reference : reference.substring(0, colon);
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "\"${%s}\" names no environment variable; write ${NAME} or ${NAME:-default}".formatted(reference));
        }
        Optional<String> value = Optional.ofNullable(environment.get(name));
        if (colon >= 0) {
            return value.filter(set -> !set.isEmpty()).orElse(reference.substring(colon + 2));
        }
        return value.orElseThrow(() -> new IllegalArgumentException(
                "the environment variable %s is not set; ${%s:-default} would do without it".formatted(name, name)));
    }

    private static boolean isName(String name) {
        boolean letters = name.chars()
                .allMatch(c -> c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        return letters && !name.isEmpty() && !Character.isDigit(name.charAt(0));
    }
}
