package dev.rollproof.verifier;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.VirtualTable;
import dev.rollproof.verifier.synthetic.Filling;
import dev.rollproof.verifier.synthetic.SyntheticRows;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The rows that come after an up: into its new tables, and into those that can now hold what they could not hold before. */
final class NewRows {
    /** They only have to be in the rollback's way: however many rows a table holds, no more of these are needed. */
    private static final int ENOUGH = VerificationOptions.DEFAULT_ROWS;

    private final SchemaSnapshot schema;
    private final Set<String> newTables = new LinkedHashSet<>();
    private final Set<String> changedTables = new LinkedHashSet<>();

    NewRows(SchemaSnapshot before, SchemaSnapshot after) {
        this.schema = after;
        for (SchemaObject object : after.objectsNotIn(before)) {
            if (object instanceof Table || object instanceof VirtualTable) {
                Optional<SchemaObject> old = before.relation(object.name());
                if (old.isEmpty()) {
                    newTables.add(SqlName.fold(object.name()));
                } else if (object instanceof Table table && holdsOther(old.get(), table)) {
                    changedTables.add(SqlName.fold(object.name()));
                }
            }
        }
    }

    private static boolean holdsOther(SchemaObject old, Table now) {
        return !(old instanceof Table table)
                || !table.columns().equals(now.columns())
                || !table.constraints().equals(now.constraints());
    }

    /** Make them. */
    Filling make(SyntheticRows all, SqliteDatabase database) {
        SyntheticRows rows = all.atMost(ENOUGH);
        Filling filled = newTables.isEmpty() ? Filling.NOTHING : rows.fill(database, schema, newTables, Set.of());
        Filling added = changedTables.isEmpty() ? Filling.NOTHING : rows.add(database, schema, changedTables);
        return filled.and(added);
    }
}
