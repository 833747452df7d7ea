package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlToken.Kind;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;

/** Goes through the tokens of a stored statement. */
final class TokenReader {
    private final String sql;
    private final List<SqlToken> tokens;
    private int position;

    TokenReader(String sql) {
        this.sql = sql;
        this.tokens = SqlTokens.read(sql);
    }

    String sql() {
        return sql;
    }

    boolean atEnd() {
        return position >= tokens.size();
    }

    /** True when the next token is this bare word. */
    boolean at(String word) {
        return at(0, word);
    }

    /** True when the token {@code ahead} of the next one is this bare word. */
    boolean at(int ahead, String word) {
        return position + ahead < tokens.size() && tokens.get(position + ahead).is(word);
    }

    boolean atSymbol(String symbol) {
        return !atEnd() && isSymbol(tokens.get(position), symbol);
    }

    boolean accept(String word) {
        boolean accepted = at(word);
        position += accepted ? 1 : 0;
        return accepted;
    }

    boolean acceptSymbol(String symbol) {
        boolean accepted = atSymbol(symbol);
        position += accepted ? 1 : 0;
        return accepted;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw unexpected(word);
        }
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw unexpected(symbol);
        }
    }

    SqlToken peek() {
        if (atEnd()) {
            throw unexpected("more");
        }
        return tokens.get(position);
    }

    SqlToken next() {
        SqlToken token = peek();
        position++;
        return token;
    }

    /** The token that was read last. */
    SqlToken previous() {
        return tokens.get(position - 1);
    }

    /** The next token as a name; SQLite takes 'x' for one too. */
    String name() {
        if (!atName()) {
            throw unexpected("a name");
        }
        return next().name();
    }

    boolean atName() {
        return !atEnd() && isName(tokens.get(position));
    }

    /** What follows up to the parenthesis that closes; that one is read too. The opening one must have been read. */
    List<SqlToken> toClosingParenthesis() {
        int start = position;
        int depth = 1;
        while (depth > 0) {
            depth += nesting(next());
        }
        return tokens.subList(start, position - 1);
    }

    List<SqlToken> inParentheses() {
        expectSymbol("(");
        return toClosingParenthesis();
    }

    /** What follows up to the bare word, which is read too, outside parentheses and not after a dot. */
    List<SqlToken> to(String word) {
        int start = position;
        int depth = 0;
        while (depth > 0 || !at(word) || (position > start && isSymbol(tokens.get(position - 1), "."))) {
            depth += nesting(next());
        }
        position++;
        return tokens.subList(start, position - 1);
    }

    /** All that is left but the last {@code without} tokens. */
    List<SqlToken> rest(int without) {
        int start = position;
        position = tokens.size();
        return tokens.subList(start, Math.max(start, tokens.size() - without));
    }

    /** The parts between the commas outside parentheses; none is empty. */
    static List<List<SqlToken>> splitAtCommas(List<SqlToken> list) {
        List<List<SqlToken>> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < list.size(); i++) {
            depth += nesting(list.get(i));
            if (depth == 0 && isSymbol(list.get(i), ",")) {
                parts.add(list.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(list.subList(start, list.size()));
        if (parts.stream().anyMatch(List::isEmpty)) {
            throw new UnreadableSchemaException("stored SQL does not parse: a list lacks an element");
        }
        return parts;
    }

    static boolean isSymbol(SqlToken token, String symbol) {
        return token.kind() == Kind.SYMBOL && token.text().equals(symbol);
    }

    static int nesting(SqlToken token) {
        return isSymbol(token, "(") ? 1 : isSymbol(token, ")") ? -1 : 0;
    }

    private static boolean isName(SqlToken token) {
        return switch (token.kind()) {
            case WORD, DOUBLE_QUOTED, QUOTED_NAME, STRING -> true;
            default -> false;
        };
    }

    UnreadableSchemaException unexpected(String expected) {
        String found = atEnd() ? "its end" : tokens.get(position).text();
        return new UnreadableSchemaException("stored SQL does not parse: " + expected + " expected, found " + found
                + ", in: " + (sql.length() > 200 ? sql.substring(0, 200) + "…" : sql));
    }
}
