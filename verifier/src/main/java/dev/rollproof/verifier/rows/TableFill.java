package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.rows.TablePlan.Accepted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of one table, once: many in one statement where SQLite takes them, else one by one, and for each as many
 * tries as are worth it.
 */
final class TableFill {
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
    private final long firstRow;
    private final MadeKeys keys;
    private final List<Set<@Nullable Object>> usedValues = new ArrayList<>();
    private final List<@Nullable Object[]> firstRows = new ArrayList<>();

    private long made;
    private String lastError = "";
    /** Whether the last error says only that such a row is there already. */
    private boolean exhausted;

    private boolean stopped;

    /**
     * A fill of one table.
     *
     * @param firstRow how many rows it has
     * @param fallback other values, for rows that a trigger or a function does not take
     * @param distinct whether no value may stand twice in a column
     * @param keyless whether two rows may be equal
     */
    TableFill(
            SqliteDatabase database,
            TablePlan plan,
            long firstRow,
            RowChoices telling,
            Supplier<RowChoices> fallback,
            RowBlame blame,
            boolean distinct,
            boolean keyless) {
        this.database = database;
        this.plan = plan;
        this.firstRow = firstRow;
        this.telling = telling;
        this.fallback = fallback;
        this.blame = blame;
        this.distinct = distinct;
        this.keyless = keyless;
        this.keys = new MadeKeys(
                plan.key.stream().map(column -> plan.columns.get(column).name()).toList());
        plan.columns.forEach(column -> usedValues.add(new HashSet<>()));
    }

    /** Makes so many rows, or as many as can be made. */
    void make(long count) {
        while (made < count && !stopped) {
            int rows =
                    (int) Math.min(count - made, Math.min(ROWS_A_STATEMENT, VALUES_A_STATEMENT / plan.columns.size()));
            if (rows < 1 || (!takeAccepted(rows) && !stopped && !makeTogether(rows))) {
                for (int i = 0; i < Math.max(rows, 1) && !stopped; i++) {
                    makeOne();
                }
            }
        }
        keepAccepted();
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
        if (accepted == null || !sameKeys(accepted.parentKeys(), telling.keysAtFirst())) {
            return false;
        }
        return insertTogether(accepted.rows());
    }

    private static boolean sameKeys(List<List<@Nullable Object[]>> one, List<List<@Nullable Object[]>> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            List<@Nullable Object[]> left = one.get(i);
            List<@Nullable Object[]> right = other.get(i);
            if (left.size() != right.size()) {
                return false;
            }
            for (int k = 0; k < left.size(); k++) {
                if (!Arrays.deepEquals(left.get(k), right.get(k))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void keepAccepted() {
        if (firstRow == 0 && made == firstRows.size() && made > 0 && made <= 10) {
            plan.accepted.put((int) made, new Accepted(List.copyOf(firstRows), telling.keysAtFirst()));
        }
    }

    private boolean makeTogether(int rows) {
        List<@Nullable Object[]> proposed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long row = model(firstRow + made + i);
            int mode = telling.modes(row).get(0);
            @Nullable
            Object[] values = telling.propose(row, mode, telling.firstChoices(mode), made >= ROWS_A_STATEMENT);
            if (values == null || !repeated(values).isEmpty()) {
                telling.forgetLast(proposed.size());
                return false;
            }
            proposed.add(values);
            telling.remember(values);
        }
        if (insertTogether(proposed)) {
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
        try {
            database.update(plan.insert(rows.size()), parameters);
        } catch (StatementException e) {
            stopIfRolledBack(e);
            return false;
        }
        if (database.totalChanges() - before < rows.size()) {
            ignored();
        }
        rows.forEach(this::took);
        return true;
    }

    private void ignored() {
        stopped = true;
        lastError = "a trigger passes over new rows (RAISE(IGNORE))";
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
            for (int i = 0; i < values.length; i++) {
                usedValues.get(i).add(comparable(values[i]));
            }
        }
        if (firstRows.size() <= 10) {
            firstRows.add(values);
        }
    }

    /** Where values must be distinct, the columns in which a value stands already. */
    private Set<Integer> repeated(@Nullable Object[] values) {
        Set<Integer> columns = new TreeSet<>();
        for (int i = 0; distinct && i < values.length; i++) {
            if (values[i] != null && usedValues.get(i).contains(comparable(values[i]))) {
                columns.add(i);
            }
        }
        return columns;
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
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
            Set<Integer> blamed = repeated(values);
            exhausted = !blamed.isEmpty();
            if (blamed.isEmpty()) {
                StatementException error = insert(values);
                if (error == null) {
                    choices.remember(values);
                    if (choices != telling) {
                        telling.remember(values);
                    }
                    return true;
                }
                lastError = Objects.requireNonNull(error.getMessage());
                exhausted = RowBlame.saysDuplicate(error);
                blamed = blame.columns(error);
            }
            if (!choices.next(mode, chosen, blamed, attempt, wrapped)) {
                return false;
            }
        }
        return false;
    }

    private @Nullable StatementException insert(@Nullable Object[] values) {
        long before = database.totalChanges();
        try {
            database.update(plan.insert(1), values);
        } catch (StatementException e) {
            stopIfRolledBack(e);
            return e;
        }
        if (database.totalChanges() == before) {
            ignored();
        } else {
            took(values);
        }
        return null;
    }
}
