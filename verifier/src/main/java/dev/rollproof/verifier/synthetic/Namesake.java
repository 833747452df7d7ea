package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.snapshot.Constraint.Action;
import dev.rollproof.verifier.snapshot.Constraint.Deferral;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.synthetic.TablePlan.Reference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns that refer to a table by their name alone, {@code loan_id} to {@code loans}: many schemas declare no foreign keys,
 * and their triggers and updates find rows only where the ids are those of the other table.
 */
final class Namesake {
    private static final String SUFFIX = "_id";

    private Namesake() {}

    /** The table that a column is named after, if its rows have a whole number for id. */
    static Optional<Table> of(SchemaSnapshot schema, String column) {
        String name = SqlName.fold(column);
        if (!name.endsWith(SUFFIX) || name.length() == SUFFIX.length()) {
            return Optional.empty();
        }
        String one = name.substring(0, name.length() - SUFFIX.length());
        String many = one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "es";
        return Stream.of(one + "s", one, many)
                .flatMap(table -> schema.relation(table).stream())
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .filter(table ->
                        table.primaryKey().filter(PrimaryKey::rowidAlias).isPresent())
                .findFirst();
    }

    /** The references of a table that its schema does not declare; of columns of which it asks nothing else. */
    static List<Reference> references(SchemaSnapshot schema, TablePlan plan) {
        return plan.columns.stream()
                .filter(column -> column.content() == FillColumn.Content.NUMBER
                        && !column.key()
                        && plan.references.stream()
                                .noneMatch(known -> known.columns().contains(column.position()))
                        && plan.conditions.stream()
                                .noneMatch(known -> known.columns().contains(column.position())))
                .flatMap(column -> of(schema, column.name()).stream()
                        .map(parent -> new Reference(
                                new ForeignKey(
                                        Optional.empty(),
                                        List.of(column.name()),
                                        parent.name(),
                                        List.of(),
                                        Action.NO_ACTION,
                                        Action.NO_ACTION,
                                        Optional.empty(),
                                        Deferral.NOT_DEFERRABLE),
                                SqlName.fold(parent.name()),
                                List.of(column.position()),
                                false)))
                .filter(reference -> !reference.parent().equals(plan.folded))
                .toList();
    }
}
