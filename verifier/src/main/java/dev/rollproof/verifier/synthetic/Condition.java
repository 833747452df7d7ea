package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the values of a row must fulfil: SQLite accepts a row unless it is false. A CHECK whose parts are joined by AND is
 * several.
 *
 * @param sql the expression
 * @param tokens its tokens, and those of the generated columns that it reads
 * @param columns the positions of the columns that it depends on, directly or through generated ones
 * @param generated the generated columns that it reads, each after those that it depends on itself
 * @param ofTrigger whether it stands in a trigger, where columns are called {@code NEW.name}
 */
record Condition(String sql, List<SqlToken> tokens, Set<Integer> columns, List<Column> generated, boolean ofTrigger) {
    /** The conditions of one CHECK. */
    static List<Condition> of(Table table, List<FillColumn> columns, SqlFragment check) {
        return conjuncts(check.tokens()).stream()
                .map(part -> of(table, columns, new SqlFragment(part), false))
                .toList();
    }

    /** That a generated column is not NULL. */
    static Condition notNull(Table table, List<FillColumn> columns, Column generated) {
        List<SqlToken> tokens = SqlTokens.read(SqlName.quoted(generated.name()) + " IS NOT NULL");
        return of(table, columns, new SqlFragment(tokens), false);
    }

    /** An expression of a trigger that must hold, or it raises an error. */
    static Condition ofTrigger(Table table, List<FillColumn> columns, String expression) {
        return of(table, columns, new SqlFragment(SqlTokens.read(expression)), true);
    }

    private static Condition of(Table table, List<FillColumn> columns, SqlFragment expression, boolean ofTrigger) {
        List<SqlToken> tokens = new ArrayList<>(expression.tokens());
        Set<Column> generated = new LinkedHashSet<>();
        addGenerated(table, expression.tokens(), generated);
        generated.forEach(column ->
                tokens.addAll(column.generated().orElseThrow().expression().tokens()));
        Set<Integer> positions = new TreeSet<>();
        for (FillColumn column : columns) {
            if (tokens.stream().anyMatch(token -> names(token, column.name()))) {
                positions.add(column.position());
            }
        }
        return new Condition(expression.text(), tokens, positions, List.copyOf(generated), ofTrigger);
    }

    private static void addGenerated(Table table, List<SqlToken> tokens, Set<Column> found) {
        for (Column column : table.columns()) {
            if (column.generated().isEmpty()
                    || found.contains(column)
                    || tokens.stream().noneMatch(token -> names(token, column.name()))) {
                continue;
            }
            addGenerated(table, column.generated().get().expression().tokens(), found);
            found.add(column);
        }
    }

    static boolean names(SqlToken token, String column) {
        return switch (token.kind()) {
            case WORD, DOUBLE_QUOTED, QUOTED_NAME -> SqlName.same(token.name(), column);
            default -> false;
        };
    }

    /** Whether a JSON function or operator reads {@code column}: text that is no JSON is an error there, not just false. */
    static boolean readsAsJson(List<SqlToken> tokens, String column) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean argument = i > 1
                    && tokens.get(i - 1).text().equals("(")
                    && tokens.get(i - 2).text().toLowerCase(Locale.ROOT).startsWith("json");
            boolean operand = i + 1 < tokens.size() && tokens.get(i + 1).text().startsWith("->");
            if ((argument || operand) && names(tokens.get(i), column)) {
                return true;
            }
        }
        return false;
    }

    /** Cut at each AND that is neither in parentheses nor of a BETWEEN or CASE. */
    private static List<List<SqlToken>> conjuncts(List<SqlToken> tokens) {
        List<List<SqlToken>> parts = new ArrayList<>();
        int depth = 0;
        int betweens = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.text().equals("(") || token.is("CASE")) {
                depth++;
            } else if (token.text().equals(")") || token.is("END")) {
                depth--;
            } else if (depth == 0 && token.is("OR")) {
                return List.of(tokens);
            } else if (depth == 0 && token.is("BETWEEN")) {
                betweens++;
            } else if (depth == 0 && token.is("AND") && betweens > 0) {
                betweens--;
            } else if (depth == 0 && token.is("AND")) {
                parts.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }
}
