package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A primary key of whole numbers that is not called INTEGER: SQLite does not count it, and lets NULL into it, again and again.
 *
 * <p>Source: sqlite.org/lang_createtable.html#primkeyconst and #rowid.
 */
final class NullInPrimaryKey implements LintCheck {
    @Override
    public String id() {
        return "null-in-primary-key";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        return step.after().objectsNotIn(step.before()).stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .flatMap(table -> uncounted(table).stream()
                        .filter(key -> !wasSo(step.before(), table))
                        .map(key -> finding(step, table, key)))
                .toList();
    }

    private static boolean wasSo(SchemaSnapshot before, Table table) {
        return Reshaping.table(before, table.name())
                .flatMap(NullInPrimaryKey::uncounted)
                .isPresent();
    }

    private static Optional<Column> uncounted(Table table) {
        return table.primaryKey()
                .filter(key -> !table.strict() && !table.withoutRowid() && isOne(key))
                .flatMap(key -> table.columns().stream()
                        .filter(column ->
                                SqlName.same(column.name(), key.columns().get(0)))
                        .findFirst())
                .filter(column -> column.notNull().isEmpty()
                        && column.defaultValue().isEmpty()
                        && isWholeNumber(column.type().text()));
    }

    private static boolean isOne(PrimaryKey key) {
        return !key.rowidAlias() && key.columns().size() == 1;
    }

    /** As SQLite tells it, and by PostgreSQL's word for a number that counts. */
    private static boolean isWholeNumber(String type) {
        String upper = type.toUpperCase(Locale.ROOT);
        return upper.contains("INT") || upper.contains("SERIAL");
    }

    private Finding finding(Step step, Table table, Column key) {
        return finding(
                Pointer.to(step.up(), table.name(), table.name()),
                "%s.%s is %s PRIMARY KEY: a row that is inserted without %s gets NULL there, not a number"
                        .formatted(table.name(), key.name(), key.type().text(), key.name()),
                "Only INTEGER PRIMARY KEY, in this very word, is counted by SQLite; any other primary key takes NULL, more than"
                        + " once. Write INTEGER PRIMARY KEY; or NOT NULL, where the application always gives the number.");
    }
}
