package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;

/** What becomes of a row that says NULL for a column, or nothing. */
final class NullRule {
    private NullRule() {}

    /** Whether NULL is an error, and is not replaced by the default. */
    static boolean refusesNull(Column column) {
        return column.notNull()
                .filter(clause -> clause.onConflict().filter("REPLACE"::equals).isEmpty() || !isFilled(column))
                .isPresent();
    }

    /** Whether the table refuses NULL there without saying so: its primary key, WITHOUT ROWID or STRICT. */
    static boolean isKeyWithoutNull(Table table, Column column) {
        return (table.withoutRowid() || table.strict())
                && table.primaryKey()
                        .filter(key -> !key.rowidAlias())
                        .filter(key -> key.columns().stream().anyMatch(name -> SqlName.same(name, column.name())))
                        .isPresent();
    }

    /** Whether a row gets a value there that says none. */
    static boolean isFilled(Column column) {
        return column.generated().isPresent()
                || column.defaultValue()
                        .filter(value -> !value.text().equalsIgnoreCase("NULL"))
                        .isPresent();
    }

    /** SQLite gives the rowid itself, whatever is declared of it. */
    static boolean isRowid(Step step, String table, Column column) {
        return Reshaping.table(step.after(), table)
                .flatMap(Table::primaryKey)
                .filter(PrimaryKey::rowidAlias)
                .filter(key -> SqlName.same(key.columns().get(0), column.name()))
                .isPresent();
    }
}
