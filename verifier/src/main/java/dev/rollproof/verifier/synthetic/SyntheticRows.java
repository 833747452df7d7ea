package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Rows that are made so that migrations have something to break: how many, from which seed, of which kind.
 *
 * <p>They satisfy all that the schema asks: types, keys, UNIQUE, CHECK, foreign keys, triggers. Values are proposed, from the
 * constraints' own literals and from the types, and SQLite says which ones hold. The same schema, rows and seed make the
 * same rows.
 *
 * <p>Not for several threads: what was found out about a table is kept, because a run fills the same ones many times.
 */
public final class SyntheticRows {
    private final int rowsPerTable;
    private final long seed;
    private final boolean plain;
    /** A schema whose constraints the rows fulfil too. */
    private final Optional<SchemaSnapshot> later;

    private final Map<String, TablePlan> plans = new HashMap<>();

    private SyntheticRows(int rowsPerTable, long seed, boolean plain, Optional<SchemaSnapshot> later) {
        this.rowsPerTable = rowsPerTable;
        this.seed = seed;
        this.plain = plain;
        this.later = later;
    }

    /**
     * Rows with telling values: those that go wrong in a careless copy, distinct across rows, columns and tables.
     *
     * @param rowsPerTable not negative; 0 makes none
     * @param seed any number; another one makes other values
     */
    public static SyntheticRows of(int rowsPerTable, long seed) {
        return new SyntheticRows(rowsPerTable, seed, false, Optional.empty());
    }

    /**
     * The same number of rows with values that functions read and no constraint on a single column refuses as a
     * duplicate: no value stands twice in a column, NULL only where nothing else is possible. Where a CHECK allows only
     * k values, there are only k rows.
     */
    public SyntheticRows plain() {
        return new SyntheticRows(rowsPerTable, seed, true, Optional.empty());
    }

    /**
     * The same as {@link #plain()}, and the values also fulfil, as far as there are such values, what {@code later} asks: of
     * a table of the same name its CHECKs, NOT NULL and foreign keys, of a column of the same name in a table that is new
     * there those that are about this column alone.
     *
     * @param later the schema after the migration that is going to run on the rows
     */
    public SyntheticRows plain(SchemaSnapshot later) {
        return new SyntheticRows(rowsPerTable, seed, true, Optional.of(later));
    }

    /**
     * Brings each table to the number of rows, in a transaction of its own; the rows that are there count and stay. The
     * tables that they refer to get rows as well, first. The settings of the connection stay as they are.
     *
     * <p>The next id of a table stays what it was. Only an AUTOINCREMENT table that nothing is inserted into gets its
     * counter raised, so that a rebuild that loses it is noticed.
     *
     * @param database in no transaction
     * @param schema the schema that it has
     * @param tables names of ordinary and virtual tables; others are passed over
     * @param insertedInto the folded names of the tables that scripts are going to insert into
     */
    public Filling fill(
            SqliteDatabase database, SchemaSnapshot schema, Collection<String> tables, Set<String> insertedInto) {
        return isAny() ? new FillRun(database, schema, this, false, insertedInto).run(tables) : Filling.NOTHING;
    }

    /**
     * Puts the number of rows into each table, however many it has; tables that they refer to are filled as in
     * {@link #fill}. Counters stay.
     */
    public Filling add(SqliteDatabase database, SchemaSnapshot schema, Collection<String> tables) {
        return isAny() ? new FillRun(database, schema, this, true, Set.of()).run(tables) : Filling.NOTHING;
    }

    /** The same with no more rows a table than {@code most}. */
    public SyntheticRows atMost(int most) {
        return rowsPerTable <= most ? this : new SyntheticRows(most, seed, plain, later);
    }

    /** Whether there are enough rows a table for each kind of value to be among them: text, an empty one, NULL. */
    public boolean isTelling() {
        return rowsPerTable >= 3;
    }

    /** Whether it makes any rows at all. */
    public boolean isAny() {
        return rowsPerTable > 0;
    }

    int rowsPerTable() {
        return rowsPerTable;
    }

    boolean isPlain() {
        return plain;
    }

    /** Whether rows shall fulfil more than their tables ask. */
    boolean asksMore() {
        return later.isPresent();
    }

    /** The tables of {@code schema} with all that their rows shall fulfil. */
    UnaryOperator<Table> asked(SchemaSnapshot schema) {
        return later.<UnaryOperator<Table>>map(after -> new AskedLater(schema, after)::of)
                .orElse(UnaryOperator.identity());
    }

    /** @param table one of the schema */
    TablePlan plan(Table table) {
        return plans.computeIfAbsent(table.sql(), sql -> new TablePlan(table, rowsPerTable, seed, plain, false));
    }

    /** A plan for more than the table itself asks, which SQLite therefore does not check. */
    TablePlan widerPlan(Table asked) {
        return new TablePlan(asked, rowsPerTable, seed, plain, true);
    }

    /** The same table with plain values, for rows that a trigger or a function does not take otherwise. */
    TablePlan fallback(Table table) {
        return new TablePlan(table, rowsPerTable, seed, true, false);
    }
}
