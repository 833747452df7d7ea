package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.IndexedColumn;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which columns SQLite's error message is about, so that others keep their values in the next try. */
record RowBlame(SchemaSnapshot schema, TablePlan plan) {
    static boolean saysDuplicate(StatementException error) {
        String code = error.resultCode().orElse("");
        return code.equals("SQLITE_CONSTRAINT_UNIQUE")
                || code.equals("SQLITE_CONSTRAINT_PRIMARYKEY")
                || code.equals("SQLITE_CONSTRAINT_ROWID");
    }

    /** Their positions; empty where it may be any of them. */
    Set<Integer> columns(StatementException error) {
        String message = Objects.requireNonNull(error.getMessage());
        return switch (error.resultCode().orElse("")) {
            case "SQLITE_CONSTRAINT_CHECK" -> conditioned();
            case "SQLITE_CONSTRAINT_FOREIGNKEY" -> referring();
            default -> message.contains("failed: index '") ? indexed(message) : named(message);
        };
    }

    private Set<Integer> conditioned() {
        Set<Integer> columns = new TreeSet<>();
        plan.conditions.forEach(condition -> columns.addAll(condition.columns()));
        return columns;
    }

    private Set<Integer> referring() {
        Set<Integer> columns = new TreeSet<>();
        plan.references.forEach(reference -> columns.addAll(reference.columns()));
        return columns;
    }

    /** {@code UNIQUE constraint failed: users.email, users.site}, {@code cannot store TEXT value in INTEGER column users.id}. */
    private Set<Integer> named(String message) {
        Set<Integer> columns = new TreeSet<>();
        for (FillColumn column : plan.columns) {
            String name = plan.table.name() + "." + column.name();
            if (message.endsWith(" " + name) || message.contains(" " + name + ",")) {
                columns.add(column.position());
            }
        }
        return columns;
    }

    /** {@code UNIQUE constraint failed: index 'users_email'}: one with an expression. */
    private Set<Integer> indexed(String message) {
        Set<Integer> columns = new TreeSet<>();
        for (Index index : schema.indexes()) {
            if (message.endsWith("index '" + index.name() + "'")) {
                Stream.concat(index.columns().stream().map(IndexedColumn::expression), index.where().stream())
                        .map(SqlFragment::tokens)
                        .forEach(tokens -> plan.columns.stream()
                                .filter(column ->
                                        tokens.stream().anyMatch(token -> Condition.names(token, column.name())))
                                .forEach(column -> columns.add(column.position())));
            }
        }
        return columns;
    }
}
