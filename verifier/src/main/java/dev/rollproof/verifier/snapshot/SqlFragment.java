package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;

/**
 * A piece of stored SQL: an expression, a view's SELECT, a trigger's body. It is kept as it is written; what counts as the
 * same is for the comparison to say.
 *
 * @param tokens its tokens, without white space and comments; their offsets count from the start of the object's SQL
 */
public record SqlFragment(List<SqlToken> tokens) {
    /** Copies the list. */
    public SqlFragment {
        tokens = List.copyOf(tokens);
    }

    /** The text on one line: a blank wherever white space or a comment stood. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int end = -1;
        for (SqlToken token : tokens) {
            if (end >= 0 && token.offset() > end) {
                text.append(' ');
            }
            text.append(token.text());
            end = token.offset() + token.text().length();
        }
        return text.toString();
    }

    /** True when both have the same tokens, letter for letter. */
    public boolean sameText(SqlFragment other) {
        if (tokens.size() != other.tokens.size()) {
            return false;
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).text().equals(other.tokens.get(i).text())) {
                return false;
            }
        }
        return true;
    }
}
