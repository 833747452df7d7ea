package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.sql.SqlToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the text of a statement shows of D1's limits and functions, where no database can be asked. */
final class StatementText {
    private static final Set<String> COMPOUND = Set.of("UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> BEFORE_A_NAME =
            Set.of("TABLE", "INTO", "REFERENCES", "INDEX", "EXISTS", "VIEW", "ON", "UPDATE");

    private StatementText() {}

    static Optional<Refusal> refusal(List<SqlToken> tokens) {
        return call(tokens)
                .or(() -> columns(tokens))
                .or(() -> compound(tokens))
                .or(() -> pattern(tokens))
                .or(() -> alteration(tokens));
    }

    private static Optional<Refusal> call(List<SqlToken> tokens) {
        for (int at = 1; at + 1 < tokens.size(); at++) {
            SqlToken token = tokens.get(at);
            boolean called = token.kind() == SqlToken.Kind.WORD
                    && tokens.get(at + 1).text().equals("(")
                    && BEFORE_A_NAME.stream().noneMatch(tokens.get(at - 1)::is);
            if (called && D1Functions.REFUSED.contains(token.text().toLowerCase(Locale.ROOT))) {
                return Optional.of(D1Functions.refusal(token.text()));
            }
        }
        return Optional.empty();
    }

    /** Constraints of the table stand between the same commas; with them a table of 101 may hold 100 columns. */
    private static Optional<Refusal> columns(List<SqlToken> tokens) {
        if (tokens.size() < 2 || !tokens.get(0).is("CREATE") || !tokens.get(1).is("TABLE")) {
            return Optional.empty();
        }
        int depth = 0;
        int declared = 0;
        for (int at = 0; at < tokens.size(); at++) {
            String text = tokens.get(at).text();
            boolean begins = depth == 1
                    && (tokens.get(at - 1).text().equals("(")
                            || tokens.get(at - 1).text().equals(","));
            declared += begins && !isConstraint(tokens.get(at)) ? 1 : 0;
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
        }
        return declared > D1Limits.COLUMNS
                ? tooMany(
                        "too many columns",
                        "It declares " + declared + "; D1 takes " + D1Limits.COLUMNS + " in a table")
                : Optional.empty();
    }

    private static boolean isConstraint(SqlToken token) {
        return Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN").stream()
                .anyMatch(token::is);
    }

    private static Optional<Refusal> compound(List<SqlToken> tokens) {
        Deque<Integer> terms = new ArrayDeque<>(List.of(1));
        for (SqlToken token : tokens) {
            if (token.text().equals("(")) {
                terms.push(1);
            } else if (token.text().equals(")") && terms.size() > 1) {
                terms.pop();
            } else if (token.text().equals(";")) {
                terms.pop();
                terms.push(1);
            } else if (COMPOUND.stream().anyMatch(token::is)) {
                terms.push(terms.pop() + 1);
                if (terms.peek() > D1Limits.COMPOUND_SELECTS) {
                    return tooMany(
                            "too many terms in compound SELECT",
                            "Cut it into several, or write the rows behind VALUES: D1 takes "
                                    + D1Limits.COMPOUND_SELECTS + " SELECTs in a UNION, INTERSECT or EXCEPT");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> pattern(List<SqlToken> tokens) {
        for (int at = 1; at < tokens.size(); at++) {
            boolean matched =
                    tokens.get(at - 1).is("LIKE") || tokens.get(at - 1).is("GLOB");
            SqlToken token = tokens.get(at);
            if (matched
                    && token.kind() == SqlToken.Kind.STRING
                    && token.name().getBytes(StandardCharsets.UTF_8).length > D1Limits.PATTERN_BYTES) {
                return tooMany(
                        "LIKE or GLOB pattern too complex",
                        "Shorten it: D1 takes " + D1Limits.PATTERN_BYTES + " bytes");
            }
        }
        return Optional.empty();
    }

    /** What SQLite 3.53 can change in a table it does with functions that D1 does not know yet. */
    private static Optional<Refusal> alteration(List<SqlToken> tokens) {
        if (!tokens.get(0).is("ALTER")) {
            return Optional.empty();
        }
        for (int at = 3; at + 1 < tokens.size(); at++) {
            boolean notNull = (tokens.get(at).is("SET") || tokens.get(at).is("DROP"))
                    && tokens.get(at + 1).is("NOT");
            boolean constraint = at == 3
                    && (tokens.get(at).is("ADD") || tokens.get(at).is("DROP"))
                    && tokens.get(at + 1).is("CONSTRAINT");
            if (notNull || constraint) {
                return Optional.of(
                        new Refusal(
                                "not authorized to use function: "
                                        + (tokens.get(at).is("DROP") ? "sqlite_drop_constraint" : "sqlite_fail"),
                                "Build the table anew instead: create it under another name, copy the rows, drop the old one, rename"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> tooMany(String words, String remedy) {
        return Optional.of(new Refusal(words, remedy));
    }
}
