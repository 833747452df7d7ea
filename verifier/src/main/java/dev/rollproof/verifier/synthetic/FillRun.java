package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.VirtualTable;
import dev.rollproof.verifier.synthetic.TablePlan.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call: fills tables in the order of their foreign keys, in one transaction. Where one table's rows turn out to break
 * the whole (a trigger rolls back, a circle of foreign keys does not close), all begins anew without that table.
 *
 * <p>The file is long because what is begun anew is all the state there is.
 */
final class FillRun {
    private final SqliteDatabase database;
    private final SchemaSnapshot schema;
    private final SyntheticRows rows;
    private final boolean more;
    private final Set<String> insertedInto;

    /** What the rows of a table shall fulfil, which may be more than it asks itself. */
    private final UnaryOperator<Table> asked;

    /** Folded names of those tables of which more was asked than can be. */
    private final Set<String> asTheyAre = new HashSet<>();

    /** Folded names and reasons of the tables that get no rows. */
    private final Map<String, String> refused = new LinkedHashMap<>();

    /** Folded names of tables where a statement that fails may leave rows behind. */
    private final Set<String> guarded = new LinkedHashSet<>();

    private final Set<String> touched = new LinkedHashSet<>();
    private final Map<String, UnfilledTable> unfilled = new LinkedHashMap<>();
    private final Map<String, MadeKeys> made = new HashMap<>();
    private final List<PostponedKey> postponed = new ArrayList<>();
    /** Tables whose rows must be looked at in the end, because they refer to rows that were not there yet. */
    private final Set<String> doubtful = new LinkedHashSet<>();

    private final Set<String> waiting = new LinkedHashSet<>();
    private ParentKeys parents;
    private boolean beginAnew;

    FillRun(
            SqliteDatabase database,
            SchemaSnapshot schema,
            SyntheticRows rows,
            boolean more,
            Set<String> insertedInto) {
        this.database = database;
        this.schema = schema;
        this.rows = rows;
        this.more = more;
        this.insertedInto = insertedInto;
        this.asked = rows.asked(schema);
        this.parents = new ParentKeys(database, schema, rows.rowsPerTable());
    }

    Filling run(Collection<String> tables) {
        FillOrder order = FillOrder.of(schema, tables, asked);
        boolean switchOff = order.dangles() && foreignKeysAreOn();
        if (switchOff) {
            database.foreignKeys(false);
        }
        Set<String> requested = tables.stream().map(SqlName::fold).collect(Collectors.toSet());
        try {
            while (!attempt(order, requested)) {
                begin();
            }
        } finally {
            if (database.inTransaction()) {
                database.command("ROLLBACK");
            }
            if (switchOff) {
                database.foreignKeys(true);
            }
        }
        return new Filling(touched, List.copyOf(unfilled.values()), made);
    }

    private boolean foreignKeysAreOn() {
        return database.query("PRAGMA foreign_keys", row -> row.number(1)).get(0) == 1;
    }

    private void begin() {
        beginAnew = false;
        touched.clear();
        unfilled.clear();
        made.clear();
        postponed.clear();
        doubtful.clear();
        parents = new ParentKeys(database, schema, rows.rowsPerTable());
    }

    /** False when it must begin anew, without the tables that are refused now. */
    private boolean attempt(FillOrder order, Set<String> requested) {
        database.command("BEGIN");
        if (order.hasCycle()) {
            database.command("PRAGMA defer_foreign_keys=ON");
        }
        order.tables().forEach(table -> waiting.add(SqlName.fold(table.name())));
        for (SchemaObject relation : order.tables()) {
            String folded = SqlName.fold(relation.name());
            waiting.remove(folded);
            String reason = refused.get(folded);
            if (reason != null) {
                unfilled.put(folded, new UnfilledTable(relation.name(), reason));
            } else if (relation instanceof Table table) {
                fill(table, more && requested.contains(folded));
            } else if (relation instanceof VirtualTable virtual) {
                fill(virtual, more && requested.contains(folded));
            }
            if (beginAnew) {
                database.command("ROLLBACK");
                return false;
            }
            if (!database.inTransaction()) {
                refuse(folded, "making a row ends the transaction");
                return false;
            }
        }
        postponed.forEach(key -> key.fillIn(database, parents.of(key.reference())));
        return closes() && commits(order);
    }

    private void refuse(String folded, String otherwise) {
        UnfilledTable known = unfilled.get(folded);
        refused.put(folded, known == null ? otherwise : known.reason());
    }

    private boolean commits(FillOrder order) {
        try {
            database.command("COMMIT");
            return true;
        } catch (StatementException e) {
            database.command("ROLLBACK");
            order.tables()
                    .forEach(table ->
                            refused.putIfAbsent(SqlName.fold(table.name()), Objects.requireNonNull(e.getMessage())));
            return false;
        }
    }

    private void fill(Table table, boolean asManyMore) {
        TablePlan plan = plan(table);
        if (plan.columns.isEmpty()) {
            unfilled.put(plan.folded, new UnfilledTable(table.name(), "all its columns are generated"));
            return;
        }
        RowsThere state = RowsThere.in(database, plan);
        long wanted = asManyMore ? rows.rowsPerTable() : rows.rowsPerTable() - state.count();
        Optional<IdCounter> counter =
                plan.autoincrement ? Optional.of(IdCounter.of(database, table.name())) : Optional.empty();
        boolean none = wanted > 0 && !make(plan, state, wanted) && state.count() == 0;
        if (none && plan.wider && !beginAnew && database.inTransaction()) {
            asTheyAre.add(plan.folded);
            unfilled.remove(plan.folded);
            make(rows.plan(table), state, wanted);
        }
        boolean telling = !more && !insertedInto.contains(plan.folded);
        if (counter.isPresent() && counter.get().settle(database, telling)) {
            touched.add(plan.folded);
        }
    }

    private TablePlan plan(Table table) {
        Table wider = asTheyAre.contains(SqlName.fold(table.name())) ? table : asked.apply(table);
        return wider.equals(table) ? rows.plan(table) : rows.widerPlan(wider);
    }

    /** False when no row could be made. */
    private boolean make(TablePlan plan, RowsThere state, long wanted) {
        List<Reference> references = references(plan);
        List<List<@Nullable Object[]>> keys =
                references.stream().map(reference -> keys(plan, reference)).toList();
        List<List<Integer>> ownKeys = references.stream()
                .map(reference -> reference.self() ? plan.positions(parents.columns(reference)) : List.<Integer>of())
                .toList();
        long shift = state.shift(plan);
        TableFill fill = new TableFill(
                database,
                plan,
                state.count(),
                new RowChoices(database, plan, plan.conditions, references, keys, ownKeys, shift),
                () -> fallback(plan, references, keys, ownKeys, shift),
                new RowBlame(schema, plan),
                rows.isPlain(),
                isKeyless(plan),
                guarded.contains(plan.folded));
        long before = database.totalChanges();
        fill.make(wanted);
        if (fill.leavesRows()) {
            guarded.add(plan.folded);
            beginAnew = true;
            return false;
        }
        if (database.totalChanges() - before != fill.made()) {
            TriggerRules.reached(schema, plan.folded).forEach(this::changed);
        }
        if (fill.made() > 0) {
            changed(plan.folded);
            if (!plan.key.isEmpty()) {
                made.put(plan.folded, fill.keys());
            }
            plan.references.stream()
                    .filter(reference -> waiting.contains(reference.parent()))
                    .forEach(reference -> postponed.add(new PostponedKey(plan, reference, fill.firstRows())));
        } else if (state.count() == 0) {
            unfilled.put(plan.folded, new UnfilledTable(plan.table.name(), fill.lastError()));
        }
        return fill.made() > 0;
    }

    private void changed(String folded) {
        touched.add(folded);
        parents.forget(folded);
    }

    private RowChoices fallback(
            TablePlan plan,
            List<Reference> references,
            List<List<@Nullable Object[]>> keys,
            List<List<Integer>> ownKeys,
            long shift) {
        TablePlan plain = rows.fallback(plan.table);
        List<Condition> conditions = new ArrayList<>(plain.conditions);
        conditions.addAll(TriggerRules.conditions(schema, plain));
        return new RowChoices(database, plain, conditions, references, keys, ownKeys, shift);
    }

    /** The foreign keys, and the columns that take ids of the table that they are named after, where it has rows by now. */
    private List<Reference> references(TablePlan plan) {
        if (rows.isPlain()) {
            return plan.references;
        }
        List<Reference> references = new ArrayList<>(plan.references);
        Namesake.references(schema, plan).stream()
                .filter(reference -> !parents.of(reference).isEmpty())
                .forEach(references::add);
        return references;
    }

    /** Whether nothing keeps two rows from being equal. */
    private boolean isKeyless(TablePlan plan) {
        return plan.keyless
                && schema.indexes().stream()
                        .noneMatch(index -> index.unique() && SqlName.same(index.table(), plan.table.name()));
    }

    private List<@Nullable Object[]> keys(TablePlan plan, Reference reference) {
        List<@Nullable Object[]> keys = parents.of(reference);
        boolean nullable = reference.columns().stream()
                .anyMatch(column -> plan.columns.get(column).nullable());
        if (!keys.isEmpty() || nullable || !waiting.contains(reference.parent())) {
            return keys;
        }
        doubtful.add(plan.folded);
        return schema.relation(reference.parent()).orElse(null) instanceof Table parent
                ? parents.promised(reference, rows.plan(parent), rows.rowsPerTable())
                : keys;
    }

    /** Whether the rows that were promised to others are there. */
    private boolean closes() {
        boolean all = true;
        for (String table : doubtful) {
            long violations = database.query(
                            "SELECT count(*) FROM pragma_foreign_key_check(?)", row -> row.number(1), table)
                    .get(0);
            if (violations > 0) {
                all = false;
                // Without the references that were asked for on top, there may be no circle.
                if (!rows.asksMore() || !asTheyAre.add(table)) {
                    refused.put(table, "it and others refer to each other, and no rows were found that fit together");
                }
            }
        }
        if (!all) {
            database.command("ROLLBACK");
        }
        return all;
    }

    private void fill(VirtualTable table, boolean asManyMore) {
        VirtualFill fill = new VirtualFill(database, table, rows.isPlain());
        String folded = SqlName.fold(table.name());
        fill.make(rows.rowsPerTable(), asManyMore);
        if (!fill.reason().isEmpty()) {
            unfilled.put(folded, new UnfilledTable(table.name(), fill.reason()));
        } else {
            touched.add(folded);
        }
        if (fill.keys().size() > 0) {
            made.put(folded, fill.keys());
        }
    }
}
