package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.synthetic.TablePlan.Accepted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of one table, once: many in one statement where SQLite takes them, else one by one, and for each as many
 * tries as are worth it.
 *
 * <p>The file is long because both ways share what has been made, used and refused so far.
 */
final class TableFill {
    /**
     * Why a row was not taken.
     *
     * @param duplicate whether only because such a row is there already
     * @param blamed the positions of the columns that may be the reason; empty for all
     */
    private record Refusal(String message, boolean duplicate, Set<Integer> blamed) {}

    private static final int ROWS_A_STATEMENT = 100;

    private static final int VALUES_A_STATEMENT = 10_000;

    /** A junction of two tables with three rows each has nine rows; more than a few dozen tries find nothing new. */
    private static final int TRIES = 120;

    private final SqliteDatabase database;
    private final TablePlan plan;
    private final RowChoices telling;
    private final Supplier<RowChoices> fallback;
    private final RowBlame blame;
    private final boolean distinct;
    private final boolean keyless;
    private final boolean guarded;
    private final long firstRow;
    private final MadeKeys keys;
    private final UsedValues usedValues;
    private final List<@Nullable Object[]> firstRows = new ArrayList<>();

    private long made;
    private String lastError = "";
    /** Whether the last error says only that such a row is there already. */
    private boolean exhausted;

    private boolean stopped;
    private boolean oneByOne;
    private boolean leavesRows;

    /**
     * A fill of one table.
     *
     * @param firstRow how many rows it has
     * @param fallback other values, for rows that a trigger or a function does not take
     * @param distinct whether no value may stand twice in a column
     * @param keyless whether two rows may be equal
     * @param guarded whether what a statement that fails leaves behind is undone
     */
    TableFill(
            SqliteDatabase database,
            TablePlan plan,
            long firstRow,
            RowChoices telling,
            Supplier<RowChoices> fallback,
            RowBlame blame,
            boolean distinct,
            boolean keyless,
            boolean guarded) {
        this.database = database;
        this.plan = plan;
        this.firstRow = firstRow;
        this.telling = telling;
        this.fallback = fallback;
        this.blame = blame;
        this.distinct = distinct;
        this.keyless = keyless;
        this.guarded = guarded;
        this.keys = new MadeKeys(
                plan.key.stream().map(column -> plan.columns.get(column).name()).toList());
        this.usedValues = new UsedValues(plan.columns.size());
    }

    /** Makes so many rows, or as many as can be made. */
    void make(long count) {
        while (made < count && !stopped) {
            int rows =
                    (int) Math.min(count - made, Math.min(ROWS_A_STATEMENT, VALUES_A_STATEMENT / plan.columns.size()));
            if (oneByOne || rows < 1 || (!takeAccepted(rows) && !stopped && !makeTogether(rows))) {
                for (int i = 0; i < Math.max(rows, 1) && !stopped; i++) {
                    makeOne();
                }
            }
        }
        keepAccepted(count);
    }

    long made() {
        return made;
    }

    /** The first few rows that were made. */
    List<@Nullable Object[]> firstRows() {
        return firstRows;
    }

    MadeKeys keys() {
        return keys;
    }

    /** Why there are no more rows; empty where no more are possible, which is nobody's fault. */
    String lastError() {
        return exhausted ? "" : lastError;
    }

    /** The row whose values a row gets: where two may be equal the third one is like the first, so that DISTINCT shows. */
    private long model(long row) {
        return keyless && !distinct && row == 2 ? 0 : row;
    }

    private boolean isFirst(int rows) {
        return made == 0 && firstRow == 0 && rows <= 10;
    }

    /** What SQLite took the last time, where nothing that it depends on is different. */
    private boolean takeAccepted(int rows) {
        Accepted accepted = isFirst(rows) ? plan.accepted.get(rows) : null;
        if (accepted == null || !accepted.fits(telling.keysAtFirst())) {
            return false;
        }
        if (!insertTogether(accepted.rows())) {
            return false;
        }
        // Fewer were possible then, and are now.
        exhausted = made < rows && !oneByOne;
        stopped = exhausted;
        return true;
    }

    private void keepAccepted(long count) {
        boolean all = made == count || exhausted;
        if (firstRow == 0 && all && made == firstRows.size() && made > 0 && count <= 10) {
            plan.accepted.put((int) count, new Accepted(List.copyOf(firstRows), telling.keysAtFirst()));
        }
    }

    private boolean makeTogether(int rows) {
        List<@Nullable Object[]> proposed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long row = model(firstRow + made + i);
            int mode = telling.modes(row).get(0);
            @Nullable
            Object[] values = telling.propose(row, mode, telling.firstChoices(mode), made >= ROWS_A_STATEMENT);
            if (values == null || (distinct && !usedValues.repeatedBy(values).isEmpty())) {
                telling.forgetLast(proposed.size());
                return false;
            }
            proposed.add(values);
            telling.remember(values);
        }
        if (!(distinct && UsedValues.repeatEachOther(proposed)) && insertTogether(proposed)) {
            return true;
        }
        telling.forgetLast(rows);
        return false;
    }

    private boolean insertTogether(List<@Nullable Object[]> rows) {
        @Nullable Object[] parameters = rows.get(0);
        if (rows.size() > 1) {
            int width = plan.columns.size();
            parameters = new @Nullable Object[rows.size() * width];
            for (int i = 0; i < rows.size(); i++) {
                System.arraycopy(rows.get(i), 0, parameters, i * width, width);
            }
        }
        long before = database.totalChanges();
        if (run(plan.insert(rows.size()), parameters) != null) {
            return false;
        }
        rows.forEach(this::took);
        if (database.totalChanges() - before < rows.size()) {
            // Those that a trigger passed over count as made in the keys, which does no harm.
            made = countRows() - firstRow;
            oneByOne = true;
        }
        return true;
    }

    private long countRows() {
        return database.query("SELECT count(*) FROM " + SqlName.quoted(plan.table.name()), row -> row.number(1))
                .get(0);
    }

    /** Runs one INSERT; the error that it ends with, if any. */
    private @Nullable StatementException run(String insert, @Nullable Object[] parameters) {
        if (guarded) {
            database.command("SAVEPOINT row");
        }
        long before = database.totalChanges();
        try {
            database.update(insert, parameters);
            return null;
        } catch (StatementException e) {
            stopIfRolledBack(e);
            if (guarded && !stopped) {
                database.command("ROLLBACK TO row");
            }
            leavesRows = !guarded && database.totalChanges() != before;
            stopped |= leavesRows;
            return e;
        } finally {
            if (guarded && database.inTransaction()) {
                database.command("RELEASE row");
            }
        }
    }

    /** Whether a statement that failed left rows behind (RAISE(FAIL)): all must begin anew, guarded. */
    boolean leavesRows() {
        return leavesRows;
    }

    /** RAISE(ROLLBACK) or a full database end the transaction, and all rows so far are gone. */
    private void stopIfRolledBack(StatementException error) {
        boolean ordinary = error.resultCode().orElse("").startsWith("SQLITE_CONSTRAINT")
                && !error.resultCode().orElse("").equals("SQLITE_CONSTRAINT_TRIGGER");
        if (error.reason() == StatementException.Reason.TIMED_OUT || (!ordinary && !database.inTransaction())) {
            stopped = true;
            lastError = Objects.requireNonNull(error.getMessage());
        }
    }

    private void took(@Nullable Object[] values) {
        made++;
        if (!plan.key.isEmpty()) {
            keys.add(plan.key.stream().map(column -> values[column]).toList());
        }
        if (distinct) {
            usedValues.add(values);
        }
        if (firstRows.size() <= 10) {
            firstRows.add(values);
        }
    }

    private void makeOne() {
        long row = model(firstRow + made);
        if (!search(telling, row) && !stopped) {
            stopped = exhausted || !search(fallback.get(), row);
        }
    }

    private boolean search(RowChoices choices, long row) {
        List<Integer> modes = choices.modes(row);
        for (int mode : modes) {
            if (search(choices, row, mode)) {
                return true;
            }
        }
        return false;
    }

    private boolean search(RowChoices choices, long row, int mode) {
        int[] chosen = choices.firstChoices(mode);
        Map<Integer, Integer> wrapped = new HashMap<>();
        for (int attempt = 0; attempt < TRIES && !stopped; attempt++) {
            @Nullable Object[] values = choices.propose(row, mode, chosen, false);
            if (values == null) {
                if (lastError.isEmpty()) {
                    lastError = choices.whyNone(mode);
                }
                return false;
            }
            Set<Integer> blamed = distinct ? usedValues.repeatedBy(values) : Set.of();
            exhausted = !blamed.isEmpty();
            if (blamed.isEmpty()) {
                Refusal refusal = insert(values);
                if (refusal == null) {
                    choices.remember(values);
                    if (choices != telling) {
                        telling.remember(values);
                    }
                    return true;
                }
                lastError = refusal.message();
                exhausted = refusal.duplicate();
                blamed = refusal.blamed();
            }
            if (!choices.next(mode, chosen, blamed, attempt, wrapped)) {
                return false;
            }
        }
        return false;
    }

    private @Nullable Refusal insert(@Nullable Object[] values) {
        long before = database.totalChanges();
        StatementException error = run(plan.insert(1), values);
        if (error != null) {
            return new Refusal(
                    Objects.requireNonNull(error.getMessage()), RowBlame.saysDuplicate(error), blame.columns(error));
        }
        if (database.totalChanges() == before) {
            return new Refusal("a trigger passes over new rows (RAISE(IGNORE))", false, Set.of());
        }
        took(values);
        return null;
    }
}
