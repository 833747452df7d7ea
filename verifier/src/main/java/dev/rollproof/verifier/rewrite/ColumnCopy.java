package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the rows of a table come into the table that takes its place.
 *
 * @param read the columns that are read from the old table
 * @param targets the columns that are written in the new one
 * @param values an expression over {@code read} for each of {@code targets}
 * @param losses what comes back without its values
 */
record ColumnCopy(List<String> read, List<String> targets, List<String> values, List<String> losses) {
    private static final String ROWID = "rowid";

    /** @param keepRowids whether something outside the table knows its rows by their rowids */
    static ColumnCopy between(Table from, Table to, boolean keepRowids) {
        ColumnCopy copy = new ColumnCopy(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Column column : to.columns()) {
            if (column.generated().isEmpty()) {
                from.column(column.name())
                        .ifPresentOrElse(old -> copy.keep(from, old, to, column), () -> copy.add(to, column));
            }
        }
        boolean bothHaveRowids = !from.withoutRowid() && !to.withoutRowid();
        boolean rowidIsColumn = hasRowidColumn(from) || hasRowidColumn(to);
        boolean nothingElse = copy.read.isEmpty();
        if (bothHaveRowids && !rowidIsColumn && (nothingElse || keepRowids)) {
            copy.read.add(0, ROWID);
            copy.targets.add(0, ROWID);
            copy.values.add(0, ROWID);
        }
        return copy;
    }

    private static boolean hasRowidColumn(Table table) {
        return table.column(ROWID).isPresent()
                || table.primaryKey().filter(Constraint.PrimaryKey::rowidAlias).isPresent();
    }

    /** Without any column to read, the rows cannot come along. */
    boolean isEmpty() {
        return read.isEmpty();
    }

    /** The statement that copies the rows of the old table, or of what {@link #save} made of it, into the new one. */
    String insert(String target, String source) {
        return "INSERT INTO " + Identifier.of(target) + " (" + Identifier.list(targets) + ") SELECT "
                + String.join(", ", values) + " FROM " + Identifier.of(source) + ";";
    }

    /** The statement that puts by what is read of the old table. */
    String save(String name, String source) {
        return "CREATE TABLE " + Identifier.of(name) + " AS SELECT " + Identifier.list(read) + " FROM "
                + Identifier.of(source) + ";";
    }

    private void keep(Table from, Column old, Table to, Column column) {
        read.add(old.name());
        targets.add(column.name());
        boolean mayBeNull = !isRequired(from, old) && isRequired(to, column) && !isRowid(to, column);
        String name = Identifier.of(old.name());
        values.add(
                mayBeNull
                        ? defaultValue(column)
                                .map(value -> "COALESCE(" + name + ", " + value + ")")
                                .orElse(name)
                        : name);
    }

    private void add(Table to, Column column) {
        String loss = to.name() + "." + column.name() + " (its values";
        boolean unique = isUnique(to, column);
        boolean filled = !isRequired(to, column) || (defaultValue(column).isPresent() && !unique);
        if (filled || isRowid(to, column)) {
            losses.add(loss + ")");
            return;
        }
        if (to.foreignKeys().stream().anyMatch(key -> contains(key.columns(), column))) {
            // A made-up value would refer to a row that is not there, or to one that nobody meant.
            losses.add(loss + "; it is NOT NULL and refers to other rows, so rows in " + to.name() + " are refused)");
            return;
        }
        String value = unique ? "row_number() OVER ()" : Placeholder.of(to, column);
        targets.add(column.name());
        values.add(value);
        losses.add(loss + "; " + (unique ? "the rows are numbered" : value + " stands in for them") + ")");
    }

    private static boolean isRequired(Table table, Column column) {
        return column.notNull().isPresent()
                || table.primaryKey()
                        .filter(key -> contains(key.columns(), column))
                        .isPresent();
    }

    private static boolean isRowid(Table table, Column column) {
        return table.primaryKey()
                .filter(Constraint.PrimaryKey::rowidAlias)
                .filter(key -> contains(key.columns(), column))
                .isPresent();
    }

    private static boolean isUnique(Table table, Column column) {
        return table.constraints().stream()
                .filter(c -> c instanceof Constraint.PrimaryKey || c instanceof Constraint.Unique)
                .anyMatch(key -> contains(key.columns(), column));
    }

    private static boolean contains(List<String> names, Column column) {
        return names.stream().anyMatch(name -> SqlName.same(name, column.name()));
    }

    /** What its DEFAULT gives, as an expression; empty where that is NULL. */
    private static Optional<String> defaultValue(Column column) {
        return column.defaultValue().flatMap(ColumnCopy::expression);
    }

    private static Optional<String> expression(SqlFragment value) {
        SqlToken first = value.tokens().get(0);
        boolean lone = value.tokens().size() == 1;
        if (lone && first.is("NULL")) {
            return Optional.empty();
        }
        boolean word = lone
                && switch (first.kind()) {
                    case WORD, DOUBLE_QUOTED, QUOTED_NAME -> true;
                    default -> false;
                };
        boolean constant = first.is("TRUE")
                || first.is("FALSE")
                || first.text().toUpperCase(Locale.ROOT).startsWith("CURRENT_");
        return Optional.of(word && !constant ? Identifier.string(first.name()) : value.text());
    }
}
