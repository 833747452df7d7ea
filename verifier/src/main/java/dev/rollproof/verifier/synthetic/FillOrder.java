package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tables, parents before those that refer to them. */
final class FillOrder {
    private final SchemaSnapshot schema;
    private final UnaryOperator<Table> asked;
    private final Set<String> requested = new HashSet<>();
    private final List<SchemaObject> ordered = new ArrayList<>();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private boolean hasCycle;
    private boolean dangles;

    private FillOrder(SchemaSnapshot schema, UnaryOperator<Table> asked) {
        this.schema = schema;
        this.asked = asked;
    }

    /** @param asked the table with the foreign keys that count */
    static FillOrder of(SchemaSnapshot schema, Collection<String> tables, UnaryOperator<Table> asked) {
        FillOrder order = new FillOrder(schema, asked);
        tables.forEach(table -> order.requested.add(SqlName.fold(table)));
        tables.forEach(order::visit);
        return order;
    }

    /** The ordinary and virtual tables, and those that they refer to. */
    List<SchemaObject> tables() {
        return ordered;
    }

    /** Whether some refer to each other in a circle. */
    boolean hasCycle() {
        return hasCycle;
    }

    /** Whether a foreign key refers to no table: with foreign keys on, SQLite inserts nothing then, not even NULL. */
    boolean dangles() {
        return dangles;
    }

    private void visit(String name) {
        String folded = SqlName.fold(name);
        SchemaObject relation = schema.relation(folded).orElse(null);
        if (relation == null || relation instanceof View || !begun.add(folded)) {
            hasCycle |= begun.contains(folded) && !done.contains(folded);
            return;
        }
        if (relation instanceof Table table) {
            for (ForeignKey key : asked.apply(table).foreignKeys()) {
                String parent = SqlName.fold(key.parent());
                dangles |= !(schema.relation(parent).orElse(null) instanceof Table);
                if (!parent.equals(folded)) {
                    visit(parent);
                }
            }
            table.columns().forEach(this::visitNamesake);
        } else if (relation instanceof VirtualTable virtual) {
            virtual.indexed().ifPresent(this::visit);
        }
        done.add(folded);
        ordered.add(relation);
    }

    /** Before this one if it is to be filled at all; that is no reason to fill it, and a circle does no harm. */
    private void visitNamesake(Column column) {
        Namesake.of(schema, column.name())
                .map(table -> SqlName.fold(table.name()))
                .filter(name -> requested.contains(name) && !begun.contains(name))
                .ifPresent(this::visit);
    }
}
