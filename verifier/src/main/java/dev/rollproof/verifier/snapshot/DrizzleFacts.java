package dev.rollproof.verifier.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollproof.verifier.snapshot.Column.Generated;
import dev.rollproof.verifier.snapshot.Column.NotNull;
import dev.rollproof.verifier.snapshot.Constraint.Action;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.Deferral;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.Constraint.Unique;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What both forms of Drizzle's snapshots say alike of one column, key, check, index or view. */
final class DrizzleFacts {
    private DrizzleFacts() {}

    static Column column(JsonNode column) {
        JsonNode value = column.path("default");
        return new Column(
                column.path("name").asText(),
                fragment(column.path("type").asText()),
                column.path("notNull").asBoolean() ? Optional.of(new NotNull(Optional.empty())) : Optional.empty(),
                value.isValueNode() && !value.isNull()
                        ? Optional.of(new SqlFragment(
                                withoutParentheses(fragment(value.asText()).tokens())))
                        : Optional.empty(),
                Optional.empty(),
                generated(column.path("generated")),
                new TreeMap<>());
    }

    private static Optional<Generated> generated(JsonNode generated) {
        return generated.isObject()
                ? Optional.of(new Generated(
                        new SqlFragment(withoutParentheses(
                                fragment(generated.path("as").asText()).tokens())),
                        generated.path("type").asText().equals("stored")))
                : Optional.empty();
    }

    /** The parentheses around the whole of a DEFAULT or a generated column, which {@link Column} leaves out too. */
    private static List<SqlToken> withoutParentheses(List<SqlToken> tokens) {
        boolean around = tokens.size() > 2 && TokenReader.nesting(tokens.get(0)) == 1;
        int depth = 0;
        for (int i = 0; around && i < tokens.size(); i++) {
            depth += TokenReader.nesting(tokens.get(i));
            around = depth > 0 || i == tokens.size() - 1;
        }
        return around ? withoutParentheses(tokens.subList(1, tokens.size() - 1)) : tokens;
    }

    static PrimaryKey primaryKey(List<String> columns, boolean autoincrement) {
        return new PrimaryKey(Optional.empty(), names(columns), autoincrement, Optional.empty(), false);
    }

    static Unique unique(JsonNode unique) {
        return new Unique(Optional.empty(), names(strings(unique.path("columns"))), Optional.empty());
    }

    static Check check(JsonNode check) {
        return new Check(
                Optional.of(check.path("name").asText()),
                fragment(check.path("value").asText()),
                Optional.empty());
    }

    static ForeignKey foreignKey(JsonNode key, JsonNode columns) {
        return new ForeignKey(
                Optional.empty(),
                strings(columns),
                key.path("tableTo").asText(),
                strings(key.path("columnsTo")),
                action(key.path("onDelete")),
                action(key.path("onUpdate")),
                Optional.empty(),
                Deferral.NOT_DEFERRABLE);
    }

    private static Action action(JsonNode action) {
        String name = action.asText().toUpperCase(Locale.ROOT).replace(' ', '_');
        return List.of(Action.values()).stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElse(Action.NO_ACTION);
    }

    static Index index(String table, JsonNode index, List<IndexedColumn> columns) {
        JsonNode where = index.path("where");
        return new Index(
                index.path("name").asText(),
                table,
                index.path("isUnique").asBoolean(),
                columns,
                where.isTextual() ? Optional.of(fragment(where.asText())) : Optional.empty(),
                "");
    }

    static View view(JsonNode view) {
        return new View(
                view.path("name").asText(),
                List.of(),
                List.of(),
                fragment(view.path("definition").asText("")),
                "");
    }

    static IndexedColumn indexed(String text, boolean isExpression) {
        if (!isExpression) {
            return new IndexedColumn(name(text), Optional.empty(), false);
        }
        List<SqlToken> tokens = new ArrayList<>(fragment(text).tokens());
        boolean descending = endsWith(tokens, 1, "DESC");
        if (descending || endsWith(tokens, 1, "ASC")) {
            tokens.remove(tokens.size() - 1);
        }
        Optional<String> collation = Optional.empty();
        if (endsWith(tokens, 2, "COLLATE")) {
            collation = Optional.of(tokens.remove(tokens.size() - 1).name());
            tokens.remove(tokens.size() - 1);
        }
        return new IndexedColumn(new SqlFragment(tokens), collation, descending);
    }

    private static boolean endsWith(List<SqlToken> tokens, int fromEnd, String word) {
        return tokens.size() > fromEnd && tokens.get(tokens.size() - fromEnd).is(word);
    }

    private static List<IndexedColumn> names(List<String> columns) {
        return columns.stream().map(column -> indexed(column, false)).toList();
    }

    /** In backticks, which make it a name whatever it holds. */
    private static SqlFragment name(String name) {
        return fragment("`" + name.replace("`", "``") + "`");
    }

    private static SqlFragment fragment(String sql) {
        return new SqlFragment(SqlTokens.read(sql));
    }

    static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
