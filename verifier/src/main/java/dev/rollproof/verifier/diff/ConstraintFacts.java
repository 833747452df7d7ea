package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.Constraint.Unique;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.List;
import java.util.Optional;

/**
 * All that a constraint says, in a form in which the same is equal.
 *
 * @param facts of a foreign key without parent and its columns
 * @param parent of a foreign key, folded
 * @param parentColumns of a foreign key, folded; empty stands for the parent's primary key
 * @param width how many columns a foreign key has
 */
record ConstraintFacts(List<Object> facts, Optional<String> parent, List<String> parentColumns, int width) {
    static ConstraintFacts of(Constraint constraint, Scope scope) {
        Optional<String> name = constraint.name().map(SqlName::fold);
        if (constraint instanceof PrimaryKey key) {
            return plain(
                    "primary key",
                    name,
                    key.key().stream()
                            .map(column -> CanonicalSql.ofKey(column, scope))
                            .toList(),
                    key.autoincrement(),
                    key.rowidAlias(),
                    key.onConflict());
        }
        if (constraint instanceof Unique unique) {
            return plain(
                    "unique",
                    name,
                    unique.key().stream()
                            .map(column -> CanonicalSql.ofKey(column, scope))
                            .toList(),
                    unique.onConflict());
        }
        if (constraint instanceof Check check) {
            return plain("check", name, CanonicalSql.of(check.condition(), scope), check.onConflict());
        }
        ForeignKey key = (ForeignKey) constraint;
        List<Object> facts = List.of(
                name,
                folded(key.columns()),
                key.onDelete(),
                key.onUpdate(),
                key.match().map(SqlName::fold),
                key.deferral());
        return new ConstraintFacts(
                facts,
                Optional.of(SqlName.fold(key.parent())),
                folded(key.parentColumns()),
                key.columns().size());
    }

    private static ConstraintFacts plain(Object... facts) {
        return new ConstraintFacts(List.of(facts), Optional.empty(), List.of(), 0);
    }

    /** The same with the columns of the parent's primary key, where none are written and there are as many as needed. */
    ConstraintFacts withParentKey(SchemaSnapshot schema) {
        if (parent.isEmpty() || !parentColumns.isEmpty()) {
            return this;
        }
        return schema.relation(parent.get())
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .flatMap(Table::primaryKey)
                .filter(key -> key.columns().size() == width)
                .map(key -> new ConstraintFacts(facts, parent, folded(key.columns()), width))
                .orElse(this);
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(SqlName::fold).toList();
    }
}
