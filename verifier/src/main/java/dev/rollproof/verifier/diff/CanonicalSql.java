package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.IndexedColumn;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A fragment of SQL in a form in which two that mean the same are equal: keywords and names without letter case, names
 * without quotes, strings letter for letter.
 */
final class CanonicalSql {
    /** Keywords that are never names without quotes; so {@code "select"} is another token than {@code select}. */
    private static final Set<String> RESERVED = Set.of(
            "add",
            "all",
            "alter",
            "and",
            "as",
            "autoincrement",
            "between",
            "case",
            "check",
            "collate",
            "commit",
            "constraint",
            "create",
            "current_date",
            "current_time",
            "current_timestamp",
            "default",
            "deferrable",
            "delete",
            "distinct",
            "drop",
            "else",
            "escape",
            "except",
            "exists",
            "false",
            "foreign",
            "from",
            "group",
            "having",
            "in",
            "index",
            "insert",
            "intersect",
            "into",
            "is",
            "isnull",
            "join",
            "limit",
            "not",
            "nothing",
            "notnull",
            "null",
            "on",
            "or",
            "order",
            "primary",
            "references",
            "returning",
            "select",
            "set",
            "table",
            "then",
            "to",
            "transaction",
            "true",
            "union",
            "unique",
            "update",
            "using",
            "values",
            "when",
            "where");

    /** Keywords before which JOIN must follow, or they are names: {@code SELECT left FROM t}. */
    private static final Set<String> JOINS = Set.of("cross", "full", "inner", "left", "natural", "outer", "right");

    /** Keywords that can be names, but after which an operand follows where they are keywords. */
    private static final Set<String> OPERATORS = Set.of(
            "by",
            "glob",
            "like",
            "match",
            "offset",
            "regexp",
            "cast",
            "raise",
            "explain",
            "query",
            "with",
            "recursive",
            "do",
            "filter",
            "range",
            "rows",
            "groups",
            "begin");

    private CanonicalSql() {}

    /** The tokens of a fragment. */
    static List<String> of(SqlFragment fragment, Scope scope) {
        List<SqlToken> tokens = fragment.tokens();
        List<String> canonical = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            canonical.add(token(tokens, i, scope));
        }
        return canonical;
    }

    /** The value of a DEFAULT: a lone word is a string there, unless it is one of a few keywords. */
    static List<String> ofDefault(SqlFragment value) {
        if (value.tokens().size() == 1) {
            SqlToken token = value.tokens().get(0);
            boolean keyword = token.kind() == Kind.WORD && RESERVED.contains(SqlName.fold(token.text()));
            if (isNameLike(token) && !keyword) {
                return List.of(string(token.name()));
            }
        }
        return of(value, Scope.NOTHING);
    }

    /** A declared type: all its words are names, with quotes or without. */
    static List<String> ofType(SqlFragment type) {
        return type.tokens().stream().map(token -> SqlName.fold(token.name())).toList();
    }

    /** A column of an index or key. */
    static List<String> ofKey(IndexedColumn column, Scope scope) {
        List<String> canonical = new ArrayList<>();
        boolean isName = column.expression().tokens().size() == 1
                && column.expression().tokens().get(0).kind() != Kind.DOUBLE_QUOTED;
        canonical.addAll(
                isName
                        ? column.column()
                                .map(name -> List.of(name(name)))
                                .orElseGet(() -> of(column.expression(), scope))
                        : of(column.expression(), scope));
        column.collation().ifPresent(name -> canonical.add("COLLATE " + SqlName.fold(name)));
        canonical.add(column.descending() ? "DESC" : "ASC");
        return canonical;
    }

    /** True for a text that is one word as a name is, and no longer expression. */
    static boolean isOneWord(String text) {
        return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
    }

    private static String token(List<SqlToken> tokens, int i, Scope scope) {
        SqlToken token = tokens.get(i);
        return switch (token.kind()) {
            case WORD -> isKeyword(tokens, i) ? SqlName.fold(token.text()) : name(token.name());
            case QUOTED_NAME -> name(token.name());
            case DOUBLE_QUOTED ->
                standsForName(tokens, i) || isNamed(tokens, i, scope) ? name(token.name()) : string(token.name());
            case STRING -> standsForName(tokens, i) ? name(token.name()) : string(token.name());
            case NUMBER, BLOB -> SqlName.fold(token.text());
            case VARIABLE, SYMBOL, ILLEGAL -> token.text();
        };
    }

    private static boolean isNamed(List<SqlToken> tokens, int i, Scope scope) {
        String word = SqlName.fold(tokens.get(i).name());
        // Behind a comma a table may stand: FROM a, "b". Elsewhere standsForName has seen it.
        return scope.values().contains(word)
                || (scope.relations().contains(word) && i > 0 && isSymbol(tokens.get(i - 1), ","));
    }

    private static String name(String name) {
        return "\"" + SqlName.fold(name) + "\"";
    }

    private static String string(String value) {
        return "'" + value + "'";
    }

    private static boolean isKeyword(List<SqlToken> tokens, int i) {
        String word = SqlName.fold(tokens.get(i).text());
        if (i > 0 && isSymbol(tokens.get(i - 1), ".")) {
            return false;
        }
        return RESERVED.contains(word) || (JOINS.contains(word) && joinFollows(tokens, i + 1));
    }

    private static boolean joinFollows(List<SqlToken> tokens, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).is("JOIN")) {
                return true;
            }
            if (tokens.get(i).kind() != Kind.WORD
                    || !JOINS.contains(SqlName.fold(tokens.get(i).text()))) {
                return false;
            }
        }
        return false;
    }

    /** True where a word, quoted or not, gives a name or stands where only a name can. */
    static boolean givesName(List<SqlToken> tokens, int i) {
        boolean keyword = tokens.get(i).kind() == Kind.WORD && isKeyword(tokens, i);
        return !keyword && standsForName(tokens, i);
    }

    /** True where a quoted word can only be a name: the grammar allows no string there, or takes one for a name. */
    private static boolean standsForName(List<SqlToken> tokens, int i) {
        if (i + 1 < tokens.size() && nameGoesBefore(tokens, i)) {
            return true;
        }
        return i > 0 && nameGoesAfter(tokens, i - 1);
    }

    private static boolean nameGoesBefore(List<SqlToken> tokens, int i) {
        SqlToken next = tokens.get(i + 1);
        boolean commonTable = next.is("AS")
                && i + 2 < tokens.size()
                && (isSymbol(tokens.get(i + 2), "(")
                        || tokens.get(i + 2).is("MATERIALIZED")
                        || tokens.get(i + 2).is("NOT"));
        return commonTable
                || isSymbol(next, ".")
                || (isSymbol(next, "(") && tokens.get(i).kind() != Kind.STRING);
    }

    private static boolean nameGoesAfter(List<SqlToken> tokens, int i) {
        SqlToken previous = tokens.get(i);
        if (isSymbol(previous, ".")) {
            return true;
        }
        if (previous.kind() == Kind.WORD) {
            String word = SqlName.fold(previous.text());
            return switch (word) {
                case "as", "join", "into", "table", "update", "collate", "in", "of", "references", "window", "over" ->
                    true;
                // a IS DISTINCT FROM 'x' compares values.
                case "from" -> i == 0 || !tokens.get(i - 1).is("DISTINCT");
                // A word that is an operand: what follows it without an operator is its alias.
                default -> word.equals("end") || !(isKeyword(tokens, i) || OPERATORS.contains(word));
            };
        }
        return isSymbol(previous, ")") || (previous.kind() != Kind.SYMBOL && previous.kind() != Kind.ILLEGAL);
    }

    private static boolean isNameLike(SqlToken token) {
        return token.kind() == Kind.WORD
                || token.kind() == Kind.STRING
                || token.kind() == Kind.DOUBLE_QUOTED
                || token.kind() == Kind.QUOTED_NAME;
    }

    private static boolean isSymbol(SqlToken token, String symbol) {
        return token.kind() == Kind.SYMBOL && token.text().equals(symbol);
    }
}
