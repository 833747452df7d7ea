package dev.rollproof.verifier.dialect;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What something looks like in the tokens of a statement. */
@FunctionalInterface
interface Phrase {
    /** After these a name with a parenthesis is that of a table, an index or a schema's object, and no call. */
    Set<String> BEFORE_A_NAME =
            Set.of("TABLE", "INTO", "REFERENCES", "INDEX", "VIEW", "TRIGGER", "EXISTS", "RECURSIVE", "USING", "UPDATE");

    /** The place of the token to point at; empty where it does not stand there. */
    OptionalInt in(List<SqlToken> tokens);

    /** One of these sequences of words and symbols; {@code *} stands for any one token. */
    static Phrase words(String... sequences) {
        List<List<String>> all =
                Arrays.stream(sequences).map(s -> List.of(s.split(" "))).toList();
        return tokens -> first(tokens, at -> all.stream().anyMatch(words -> stands(words, tokens, at)));
    }

    /** A call of one of these functions. */
    static Phrase call(String... names) {
        return tokens -> first(tokens, at -> Arrays.stream(names).anyMatch(tokens.get(at)::is) && isCall(tokens, at));
    }

    /** The same, in statements that begin with one of these sequences. */
    default Phrase inA(String... beginnings) {
        Phrase beginning = words(beginnings);
        return tokens -> {
            OptionalInt begins = beginning.in(tokens);
            return begins.isPresent() && begins.getAsInt() == 0 ? in(tokens) : OptionalInt.empty();
        };
    }

    /** Where this stands, else where the other does. */
    default Phrase or(Phrase other) {
        return tokens -> {
            OptionalInt found = in(tokens);
            return found.isPresent() ? found : other.in(tokens);
        };
    }

    /** The first place that fits. */
    static OptionalInt first(List<SqlToken> tokens, IntPredicate fits) {
        return IntStream.range(0, tokens.size()).filter(fits).findFirst();
    }

    /** Whether the words stand at a place. */
    static boolean stands(List<String> words, List<SqlToken> tokens, int at) {
        return at + words.size() <= tokens.size()
                && IntStream.range(0, words.size()).allMatch(i -> fits(words.get(i), tokens.get(at + i)));
    }

    private static boolean fits(String word, SqlToken token) {
        return word.equals("*") || token.is(word) || token.text().equals(word);
    }

    /** Whether one of the words stands at a place, which may be outside. */
    static boolean is(List<SqlToken> tokens, int at, String... words) {
        return at >= 0 && at < tokens.size() && Arrays.stream(words).anyMatch(word -> fits(word, tokens.get(at)));
    }

    /** Whether the name at a place is called, and does not name a table with its columns. */
    static boolean isCall(List<SqlToken> tokens, int at) {
        if (!is(tokens, at + 1, "(") || is(tokens, at - 1, ".")) {
            return false;
        }
        boolean named = at > 0 && BEFORE_A_NAME.stream().anyMatch(tokens.get(at - 1)::is);
        boolean indexed = is(tokens, at - 1, "ON")
                && tokens.get(0).is("CREATE")
                && first(tokens, i -> is(tokens, i, "INDEX")).isPresent();
        int after = closing(tokens, at + 1) + 1;
        boolean commonTable = is(tokens, after, "AS") && is(tokens, after + 1, "(", "MATERIALIZED", "NOT");
        return !named && !indexed && !commonTable;
    }

    /** The place of the parenthesis that closes the one at {@code open}; behind the last token where none does. */
    static int closing(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            String text = tokens.get(i).text();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }
}
