package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which PRAGMAs D1 runs, and with which argument.
 *
 * <p>Source: ALLOWED_PRAGMAS and isAuthorized in src/workerd/util/sqlite.c++ of cloudflare/workerd.
 */
final class D1Pragmas {
    /** What may stand after a PRAGMA's name. */
    enum Argument {
        /** Nothing. */
        NONE,
        /** Anything. */
        ANY,
        /** Nothing, or a word that begins like true, false, yes, no, on, off, 1 or 0. */
        BOOLEAN,
        /** A name that is not one of Cloudflare's own. */
        NAME,
        /** Nothing, or such a name. */
        OPTIONAL_NAME,
        /** Nothing, or a whole number of 32 bits. */
        OPTIONAL_NUMBER
    }

    static final Map<String, Argument> ALLOWED = Map.ofEntries(
            Map.entry("data_version", Argument.NONE),
            Map.entry("page_size", Argument.NONE),
            Map.entry("case_sensitive_like", Argument.BOOLEAN),
            Map.entry("foreign_keys", Argument.BOOLEAN),
            Map.entry("defer_foreign_keys", Argument.BOOLEAN),
            Map.entry("ignore_check_constraints", Argument.BOOLEAN),
            Map.entry("legacy_alter_table", Argument.BOOLEAN),
            Map.entry("recursive_triggers", Argument.BOOLEAN),
            Map.entry("reverse_unordered_selects", Argument.BOOLEAN),
            Map.entry("foreign_key_check", Argument.OPTIONAL_NAME),
            Map.entry("foreign_key_list", Argument.NAME),
            Map.entry("index_info", Argument.NAME),
            Map.entry("index_list", Argument.NAME),
            Map.entry("index_xinfo", Argument.NAME),
            Map.entry("table_info", Argument.NAME),
            Map.entry("table_xinfo", Argument.NAME),
            Map.entry("table_list", Argument.ANY),
            // A number is a name too: no name of Cloudflare's own is one.
            Map.entry("quick_check", Argument.OPTIONAL_NAME),
            Map.entry("optimize", Argument.OPTIONAL_NUMBER));

    private static final List<String> SWITCHES = List.of("true", "false", "yes", "no", "on", "off", "1", "0");

    private D1Pragmas() {}

    /**
     * D1's words about a PRAGMA.
     *
     * @param tokens what follows the word PRAGMA: {@code [schema.]name}, then nothing, {@code = value} or {@code (value)}
     */
    static Optional<Refusal> refusal(List<SqlToken> tokens) {
        int at = tokens.size() > 2 && tokens.get(1).text().equals(".") ? 2 : 0;
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        if (at == 2 && Names.isTemporarySchema(tokens.get(0))) {
            return refused("Remove it: D1 has no temporary objects");
        }
        String name = tokens.get(at).name().toLowerCase(Locale.ROOT);
        Argument argument = ALLOWED.get(name);
        if (argument == null) {
            return Optional.of(refusal(name));
        }
        Optional<String> value = value(tokens.subList(at + 1, tokens.size()));
        return allows(argument, value)
                ? Optional.empty()
                : refused("D1 takes PRAGMA " + name + " " + inWords(argument) + "; write it so or remove it");
    }

    /** D1's words about a PRAGMA, also one written as a table, {@code pragma_NAME}, that it does not allow. */
    static Refusal refusal(String name) {
        return Refusal.notAuthorized(
                switch (name) {
                    case "user_version", "application_id" ->
                        "Remove it: D1 does not allow PRAGMA " + name + "; keep the number in a table of your own";
                    case "integrity_check" -> "Write PRAGMA quick_check, which D1 allows, or remove it";
                    default -> "Remove it: D1 does not allow PRAGMA " + name;
                });
    }

    private static Optional<String> value(List<SqlToken> tokens) {
        if (tokens.size() < 2) {
            return Optional.empty();
        }
        SqlToken first = tokens.get(1);
        return first.text().equals("-") && tokens.size() > 2
                ? Optional.of("-" + tokens.get(2).text())
                : Optional.of(
                        first.text().equals("+") && tokens.size() > 2
                                ? tokens.get(2).text()
                                : first.name());
    }

    private static boolean allows(Argument argument, Optional<String> value) {
        return switch (argument) {
            case NONE -> value.isEmpty();
            case ANY -> true;
            case BOOLEAN ->
                value.isEmpty() || SWITCHES.stream().anyMatch(value.get().toLowerCase(Locale.ROOT)::startsWith);
            case NAME -> value.isPresent() && !Names.isCloudflares(value.get());
            case OPTIONAL_NAME -> value.isEmpty() || !Names.isCloudflares(value.get());
            case OPTIONAL_NUMBER -> value.isEmpty() || isNumber(value.get());
        };
    }

    private static boolean isNumber(String text) {
        try {
            Integer.decode(text);
            return true;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** For the user, and for the documentation's table. */
    static String inWords(Argument argument) {
        return switch (argument) {
            case NONE -> "without a value";
            case ANY -> "with any value";
            case BOOLEAN -> "alone or with one of true, false, yes, no, on, off, 1, 0";
            case NAME -> "with a name that does not begin with _cf_";
            case OPTIONAL_NAME -> "alone or with a name that does not begin with _cf_";
            case OPTIONAL_NUMBER -> "alone or with a number";
        };
    }

    private static Optional<Refusal> refused(String remedy) {
        return Optional.of(Refusal.notAuthorized(remedy));
    }
}
