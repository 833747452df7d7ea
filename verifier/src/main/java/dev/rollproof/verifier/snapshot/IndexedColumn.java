package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.Optional;

/**
 * One column or expression of an index, a primary key or a UNIQUE constraint.
 *
 * @param expression without COLLATE and DESC at its end
 * @param collation the name after COLLATE, where it is written here
 * @param descending DESC
 */
public record IndexedColumn(SqlFragment expression, Optional<String> collation, boolean descending) {
    /** The name of the column, when it is a column and no longer expression. */
    public Optional<String> column() {
        if (expression.tokens().size() != 1) {
            return Optional.empty();
        }
        SqlToken token = expression.tokens().get(0);
        return switch (token.kind()) {
            // SQLite takes even 'a' for the column a here.
            case WORD, DOUBLE_QUOTED, QUOTED_NAME, STRING -> Optional.of(token.name());
            default -> Optional.empty();
        };
    }

    /** On one line: {@code email COLLATE NOCASE DESC}. */
    public String definition() {
        return column().orElseGet(expression::text)
                + collation.map(name -> " COLLATE " + name).orElse("")
                + (descending ? " DESC" : "");
    }
}
