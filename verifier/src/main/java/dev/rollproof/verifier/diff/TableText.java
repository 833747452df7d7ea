package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.Constraint.Unique;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.IndexedColumn;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that make a table and an index that nobody wrote one for. */
final class TableText {
    private TableText() {}

    /** A primary key of one column stands at the column, where alone it can be an INTEGER PRIMARY KEY that counts up. */
    static String of(Table table) {
        Optional<PrimaryKey> atColumn =
                table.primaryKey().filter(key -> key.columns().size() == 1 && !key.rowidAlias());
        List<String> lines = new ArrayList<>();
        for (Column column : table.columns()) {
            lines.add(column(
                    column,
                    atColumn.filter(key -> SqlName.same(key.columns().get(0), column.name()))
                            .map(TableText::keyAtColumn)
                            .orElse("")));
        }
        table.constraints().stream()
                .filter(constraint -> atColumn.isEmpty() || constraint != atColumn.get())
                .forEach(constraint -> lines.add(constraint(constraint)));
        List<String> options = new ArrayList<>();
        if (table.strict()) {
            options.add("STRICT");
        }
        if (table.withoutRowid()) {
            options.add("WITHOUT ROWID");
        }
        return "CREATE TABLE " + SqlName.quoted(table.name()) + " (\n  " + String.join(",\n  ", lines) + "\n)"
                + (options.isEmpty() ? "" : " " + String.join(", ", options));
    }

    static String of(Index index) {
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + SqlName.quoted(index.name()) + " ON "
                + SqlName.quoted(index.table()) + " (" + keys(index.columns()) + ")"
                + index.where().map(where -> " WHERE " + where.text()).orElse("");
    }

    private static String column(Column column, String key) {
        StringBuilder text = new StringBuilder(SqlName.quoted(column.name()));
        text.append(column.type().tokens().isEmpty() ? "" : " " + column.type().text());
        text.append(key);
        column.notNull()
                .ifPresent(clause ->
                        text.append(clause(column, "NOT NULL", "NOT NULL" + onConflict(clause.onConflict()))));
        column.defaultValue()
                .ifPresent(value -> text.append(clause(column, "DEFAULT", "DEFAULT " + defaultValue(value))));
        column.collation().ifPresent(name -> text.append(clause(column, "COLLATE", "COLLATE " + SqlName.quoted(name))));
        column.generated()
                .ifPresent(how -> text.append(clause(
                        column,
                        "AS",
                        "GENERATED ALWAYS AS (" + how.expression().text() + ") "
                                + (how.stored() ? "STORED" : "VIRTUAL"))));
        return text.toString();
    }

    private static String clause(Column column, String clause, String text) {
        return named(Optional.ofNullable(column.clauseNames().get(clause))) + text;
    }

    private static String keyAtColumn(PrimaryKey key) {
        return named(key.name()) + "PRIMARY KEY" + (key.key().get(0).descending() ? " DESC" : "")
                + onConflict(key.onConflict()) + (key.autoincrement() ? " AUTOINCREMENT" : "");
    }

    private static String constraint(Constraint constraint) {
        String name = named(constraint.name()).stripLeading();
        if (constraint instanceof PrimaryKey key) {
            return name + "PRIMARY KEY (" + keys(key.key()) + (key.autoincrement() ? " AUTOINCREMENT" : "") + ")"
                    + onConflict(key.onConflict());
        }
        if (constraint instanceof Unique unique) {
            return name + "UNIQUE (" + keys(unique.key()) + ")" + onConflict(unique.onConflict());
        }
        if (constraint instanceof Check check) {
            return name + "CHECK (" + check.condition().text() + ")";
        }
        ForeignKey key = (ForeignKey) constraint;
        ForeignKey quoted = new ForeignKey(
                Optional.empty(),
                quoted(key.columns()),
                SqlName.quoted(key.parent()),
                quoted(key.parentColumns()),
                key.onDelete(),
                key.onUpdate(),
                key.match(),
                key.deferral());
        return name + quoted.definition();
    }

    private static String keys(List<IndexedColumn> keys) {
        return keys.stream().map(TableText::key).collect(Collectors.joining(", "));
    }

    private static String key(IndexedColumn key) {
        return key.column().map(SqlName::quoted).orElseGet(key.expression()::text)
                + key.collation()
                        .map(name -> " COLLATE " + SqlName.quoted(name))
                        .orElse("")
                + (key.descending() ? " DESC" : "");
    }

    /** Parentheses around all that is no single value; a sign before a number needs none. */
    private static String defaultValue(SqlFragment value) {
        boolean signed = value.tokens().size() == 2 && value.tokens().get(1).kind() == Kind.NUMBER;
        return value.tokens().size() == 1 || signed ? value.text() : "(" + value.text() + ")";
    }

    private static String named(Optional<String> name) {
        return name.map(given -> " CONSTRAINT " + SqlName.quoted(given)).orElse("") + " ";
    }

    private static String onConflict(Optional<String> word) {
        return word.map(given -> " ON CONFLICT " + given).orElse("");
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(SqlName::quoted).toList();
    }
}
