package dev.rollproof.verifier.check;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A string that a statement writes into rows.
 *
 * @param written the statement
 * @param token the string
 * @param column that it goes into, where the statement says so
 */
record WrittenText(Written written, SqlToken token, Optional<String> column) {
    private static final Set<String> WRITING = Set.of("INSERT", "REPLACE", "UPDATE", "WITH");

    /** Those of an INSERT, a REPLACE or an UPDATE; none of other statements. */
    static List<WrittenText> in(Written written) {
        List<SqlToken> tokens = written.tokens();
        if (WRITING.stream().noneMatch(tokens.get(0)::is)) {
            return List.of();
        }
        List<String> columns = insertedColumns(tokens);
        List<WrittenText> literals = new ArrayList<>();
        int depth = 0;
        int place = 0;
        for (int at = 0; at < tokens.size(); at++) {
            SqlToken token = tokens.get(at);
            if (token.text().equals("(")) {
                depth++;
                place = depth == 1 ? 0 : place;
            } else if (token.text().equals(")")) {
                depth--;
            } else if (token.text().equals(",") && depth == 1) {
                place++;
            } else if (token.kind() == SqlToken.Kind.STRING) {
                boolean alone = depth == 1 && place < columns.size() && stands(tokens, at, "(", ",", ")");
                literals.add(new WrittenText(
                        written, token, alone ? Optional.of(columns.get(place)) : assigned(tokens, at)));
            }
        }
        return literals;
    }

    String text() {
        return token.name();
    }

    Location location() {
        return written.location(token);
    }

    /** The names between the parentheses in front of VALUES. */
    private static List<String> insertedColumns(List<SqlToken> tokens) {
        List<String> columns = new ArrayList<>();
        for (int at = 1; at < tokens.size() && !tokens.get(at).is("VALUES"); at++) {
            if (tokens.get(at).is("SELECT") || tokens.get(at).is("SET")) {
                return List.of();
            }
            boolean named = tokens.get(at - 1).text().equals("(")
                    || tokens.get(at - 1).text().equals(",");
            if (named) {
                columns.add(tokens.get(at).name());
            }
        }
        return columns;
    }

    /** {@code column = 'text'}. */
    private static Optional<String> assigned(List<SqlToken> tokens, int at) {
        return at > 1 && tokens.get(at - 1).text().equals("=")
                ? Optional.of(tokens.get(at - 2).name())
                : Optional.empty();
    }

    private static boolean stands(List<SqlToken> tokens, int at, String before, String comma, String after) {
        String left = tokens.get(at - 1).text();
        String right = at + 1 < tokens.size() ? tokens.get(at + 1).text() : after;
        return (left.equals(before) || left.equals(comma)) && (right.equals(comma) || right.equals(after));
    }
}
