package dev.rollproof.verifier.dialect;

import static dev.rollproof.verifier.dialect.Phrase.closing;
import static dev.rollproof.verifier.dialect.Phrase.first;
import static dev.rollproof.verifier.dialect.Phrase.is;
import static dev.rollproof.verifier.dialect.Phrase.isCall;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** Newer syntax of SQLite that no fixed sequence of words shows. Each gives the place of the token to point at. */
final class NewerSyntax {
    private static final Set<String> AGGREGATES = Set.of(
            "avg",
            "count",
            "group_concat",
            "json_group_array",
            "json_group_object",
            "jsonb_group_array",
            "jsonb_group_object",
            "max",
            "min",
            "string_agg",
            "sum",
            "total");

    private NewerSyntax() {}

    static OptionalInt pragmaTable(List<SqlToken> tokens) {
        return first(
                tokens,
                at -> tokens.get(at).text().toLowerCase(Locale.ROOT).startsWith("pragma_")
                        && is(tokens, at - 1, "FROM", "JOIN", ","));
    }

    /** Older ones read the words as names of columns; in a PRAGMA they always were words. */
    static OptionalInt truth(List<SqlToken> tokens) {
        return tokens.get(0).is("PRAGMA")
                ? OptionalInt.empty()
                : first(tokens, at -> is(tokens, at, "TRUE", "FALSE") && !is(tokens, at + 1, "(", "."));
    }

    static OptionalInt window(List<SqlToken> tokens) {
        return first(tokens, at -> is(tokens, at, "OVER") && is(tokens, at - 1, ")"));
    }

    /** {@code ALTER TABLE t RENAME [COLUMN] a TO b}. */
    static OptionalInt renamedColumn(List<SqlToken> tokens) {
        return tokens.get(0).is("ALTER")
                ? first(tokens, at -> at > 2 && is(tokens, at, "RENAME") && !is(tokens, at + 1, "TO"))
                : OptionalInt.empty();
    }

    /** A window function could be filtered from its beginning. */
    static OptionalInt filter(List<SqlToken> tokens) {
        return first(
                tokens,
                at -> is(tokens, at, "FILTER")
                        && is(tokens, at - 1, ")")
                        && is(tokens, at + 1, "(")
                        && !is(tokens, closing(tokens, at + 1) + 1, "OVER"));
    }

    /** {@code GENERATED ALWAYS AS (...)}, or {@code AS (...)} where columns are declared. */
    static OptionalInt generated(List<SqlToken> tokens) {
        boolean creates = tokens.get(0).is("CREATE") && is(tokens, 1, "TABLE");
        if (!creates && !tokens.get(0).is("ALTER")) {
            return OptionalInt.empty();
        }
        int depth = 0;
        for (int at = 0; at < tokens.size(); at++) {
            if (is(tokens, at, "GENERATED") && is(tokens, at + 1, "ALWAYS")) {
                return OptionalInt.of(at);
            }
            if (depth == (creates ? 1 : 0) && is(tokens, at, "AS") && is(tokens, at + 1, "(")) {
                return OptionalInt.of(at);
            }
            // CREATE TABLE t AS WITH x AS (...) declares no columns.
            if (depth == 0 && is(tokens, at, "AS")) {
                return OptionalInt.empty();
            }
            depth += is(tokens, at, "(") ? 1 : is(tokens, at, ")") ? -1 : 0;
        }
        return OptionalInt.empty();
    }

    /** In a trigger too. */
    static OptionalInt updateFrom(List<SqlToken> tokens) {
        return first(tokens, at -> is(tokens, at, "SET") && updatesFrom(tokens, at));
    }

    private static boolean updatesFrom(List<SqlToken> tokens, int set) {
        int depth = 0;
        for (int at = set; at < tokens.size() && depth >= 0; at++) {
            if (depth == 0 && is(tokens, at, "FROM") && !is(tokens, at - 1, "DISTINCT")) {
                return true;
            }
            if (depth == 0 && is(tokens, at, "WHERE", ";", "RETURNING", "SELECT", "DELETE")) {
                return false;
            }
            depth += is(tokens, at, "(") ? 1 : is(tokens, at, ")") ? -1 : 0;
        }
        return false;
    }

    static OptionalInt trigram(List<SqlToken> tokens) {
        return is(tokens, 1, "VIRTUAL")
                ? first(
                        tokens,
                        at -> tokens.get(at).name().toLowerCase(Locale.ROOT).startsWith("trigram")
                                && is(tokens, at - 1, "="))
                : OptionalInt.empty();
    }

    /** {@code ALTER TABLE t DROP [COLUMN] a}; DROP CONSTRAINT and ALTER COLUMN a DROP NOT NULL are newer still. */
    static OptionalInt droppedColumn(List<SqlToken> tokens) {
        return tokens.get(0).is("ALTER")
                ? first(
                        tokens,
                        at -> at > 2
                                && is(tokens, at, "DROP")
                                && !is(tokens, at + 1, "CONSTRAINT", "NOT")
                                && first(tokens, i -> i > 2 && is(tokens, i, "ALTER"))
                                        .isEmpty())
                : OptionalInt.empty();
    }

    static OptionalInt strict(List<SqlToken> tokens) {
        return tokens.get(0).is("CREATE")
                ? first(
                        tokens,
                        at -> is(tokens, at, "STRICT")
                                && (at + 1 == tokens.size() || is(tokens, at + 1, ","))
                                && (is(tokens, at - 1, ")")
                                        || (is(tokens, at - 1, ",") && is(tokens, at - 2, "ROWID"))))
                : OptionalInt.empty();
    }

    static OptionalInt subsecond(List<SqlToken> tokens) {
        return first(
                tokens,
                at -> tokens.get(at).kind() == SqlToken.Kind.STRING
                        && (tokens.get(at).name().equalsIgnoreCase("subsec")
                                || tokens.get(at).name().equalsIgnoreCase("subsecond"))
                        && is(tokens, at - 1, ",")
                        && is(tokens, at + 1, ")", ","));
    }

    static OptionalInt orderedAggregate(List<SqlToken> tokens) {
        return first(
                tokens,
                at -> AGGREGATES.contains(tokens.get(at).text().toLowerCase(Locale.ROOT))
                        && isCall(tokens, at)
                        && ordersWithin(tokens, at + 1));
    }

    private static boolean ordersWithin(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int at = open; at < closing(tokens, open); at++) {
            if (depth == 1 && is(tokens, at, "ORDER") && is(tokens, at + 1, "BY")) {
                return true;
            }
            depth += is(tokens, at, "(") ? 1 : is(tokens, at, ")") ? -1 : 0;
        }
        return false;
    }

    static OptionalInt separatedDigits(List<SqlToken> tokens) {
        return first(
                tokens,
                at -> tokens.get(at).kind() == SqlToken.Kind.NUMBER
                        && tokens.get(at).text().contains("_"));
    }

    /** {@code RAISE(ABORT, 'message')} always was; an expression in place of the literal was not. */
    static OptionalInt raisedExpression(List<SqlToken> tokens) {
        return first(
                tokens,
                at -> is(tokens, at, "RAISE")
                        && is(tokens, at + 1, "(")
                        && is(tokens, at + 3, ",")
                        && !is(tokens, at + 5, ")"));
    }

    static OptionalInt uncommonIif(List<SqlToken> tokens) {
        return first(tokens, at -> is(tokens, at, "iif") && isCall(tokens, at) && commas(tokens, at + 1) != 2);
    }

    private static long commas(List<SqlToken> tokens, int open) {
        int depth = 0;
        long commas = 0;
        for (int at = open; at < closing(tokens, open); at++) {
            depth += is(tokens, at, "(") ? 1 : is(tokens, at, ")") ? -1 : 0;
            commas += depth == 1 && is(tokens, at, ",") ? 1 : 0;
        }
        return commas;
    }

    static OptionalInt jsonbTable(List<SqlToken> tokens) {
        return first(
                tokens, at -> is(tokens, at, "jsonb_each", "jsonb_tree") && is(tokens, at - 1, "FROM", "JOIN", ","));
    }

    static OptionalInt alteredNotNull(List<SqlToken> tokens) {
        return tokens.get(0).is("ALTER")
                ? first(
                        tokens,
                        at -> is(tokens, at, "SET", "DROP") && is(tokens, at + 1, "NOT") && is(tokens, at + 2, "NULL"))
                : OptionalInt.empty();
    }
}
