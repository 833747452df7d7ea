package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.snapshot.SqlName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The differences of one table, counted while its rows pass by: of the rows themselves only a few are kept. */
final class Tally {
    /** Rows that are kept to look for them elsewhere, and to pair those that only changed their key. */
    private static final int SAMPLES = 20;

    private final List<String> columns;
    private final Set<String> key;
    private final int[] placeAfterUp;
    private final Conversion conversion;
    /** In the order of the columns. */
    final List<LostColumn> lostColumns = new ArrayList<>();

    final Rows goneByUp = new Rows();
    final Rows goneByRollback = new Rows();
    final Rows added = new Rows();
    final Rows changedByRollback = new Rows();
    long total;

    /**
     * Counts nothing yet.
     *
     * @param columns those that are compared
     * @param key the folded names of those that are its key
     * @param placeAfterUp for each the index of the column that it was after the up, -1 where there was none
     * @param conversion tells values that the up only wrote as another type
     */
    Tally(List<String> columns, Set<String> key, int[] placeAfterUp, Conversion conversion) {
        this.columns = columns;
        this.key = key;
        this.placeAfterUp = placeAfterUp;
        this.conversion = conversion;
        columns.forEach(column -> lostColumns.add(new LostColumn(column)));
    }

    /** Rows of one fate. */
    static final class Rows {
        final List<String> examples = new ArrayList<>();
        final List<@Nullable Object[]> samples = new ArrayList<>();
        long count;
        /** Over what is not the key. */
        long sum;

        private void add(String example) {
            count++;
            if (examples.size() < RowChange.EXAMPLES) {
                examples.add(example);
            }
        }

        private void add(String example, @Nullable Object[] values, long hash) {
            add(example);
            sum += hash;
            if (samples.size() < SAMPLES) {
                samples.add(values);
            }
        }
    }

    /** What became of one column whose values the up did not keep. */
    static final class LostColumn {
        final String name;
        final Rows values = new Rows();
        final Rows nulls = new Rows();
        /** Other columns, by index, that the up wrote and that have the value in every row so far; null before the first. */
        @Nullable
        Set<Integer> copies;

        private boolean telling;

        private LostColumn(String name) {
            this.name = name;
        }

        /** The first column that held the values after the up, if it is no chance. */
        int copy() {
            Set<Integer> found = copies;
            return found == null || !telling
                    ? -1
                    : found.stream().sorted().findFirst().orElse(-1);
        }

        /** NULLs are nothing to lose, unless there is nothing else. */
        Rows counted() {
            return values.count > 0 ? values : nulls;
        }
    }

    void gone(@Nullable Object[] before, long rowid, boolean byUp) {
        (byUp ? goneByUp : goneByRollback).add(label(before, rowid, before), before, hashWithoutKey(before));
    }

    void added(@Nullable Object[] after, long rowid) {
        String label = label(after, rowid, after);
        String values = key.isEmpty() ? "" : firstValues(after, after, 1);
        added.add(label + (values.isEmpty() ? "" : ", " + values), after, hashWithoutKey(after));
    }

    /**
     * One row, perhaps changed.
     *
     * @param up the row after the up, by all columns that its table had then; null where it was not there
     */
    void both(@Nullable Object[] before, @Nullable Object[] after, @Nullable Object @Nullable [] up, long rowid) {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            if (same(before[i], after[i])) {
                continue;
            }
            String was = ValueText.of(before[i]);
            String became = " became " + ValueText.of(after[i]);
            int place = placeAfterUp[i];
            if (up != null && place >= 0 && conversion.keeps(before[i], up[place])) {
                String then =
                        same(before[i], up[place]) ? "" : " (" + ValueText.of(up[place]) + " after the migration)";
                changes.add(columns.get(i) + " " + was + then + became);
            } else {
                lost(i, before, up, label(before, rowid, after) + ", " + was + became);
            }
        }
        if (!changes.isEmpty()) {
            changedByRollback.add(label(before, rowid, after) + ", " + String.join(", ", changes));
        }
    }

    private void lost(int i, @Nullable Object[] before, @Nullable Object @Nullable [] up, String example) {
        LostColumn column = lostColumns.get(i);
        Object value = before[i];
        if (value == null) {
            column.nulls.add(example, before, 0);
            return;
        }
        column.values.add(example, new @Nullable Object[] {value}, 0);
        column.telling |= Whereabouts.isTelling(value);
        Set<Integer> holding = new HashSet<>();
        for (int place = 0; up != null && place < up.length; place++) {
            if (conversion.keeps(value, up[place]) && isWrittenByUp(place, before, up[place])) {
                holding.add(place);
            }
        }
        if (column.copies == null) {
            column.copies = holding;
        } else {
            column.copies.retainAll(holding);
        }
    }

    private boolean isWrittenByUp(int place, @Nullable Object[] before, @Nullable Object valueAfterUp) {
        return IntStream.range(0, before.length)
                .filter(i -> placeAfterUp[i] == place)
                .noneMatch(i -> conversion.keeps(before[i], valueAfterUp));
    }

    /** What tells a reader which row it is: its key; without one the first values that stayed the same. */
    private String label(@Nullable Object[] row, long rowid, @Nullable Object[] other) {
        if (!key.isEmpty()) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < row.length; i++) {
                if (key.contains(SqlName.fold(columns.get(i)))) {
                    parts.add(columns.get(i) + " " + ValueText.of(row[i]));
                }
            }
            return String.join(", ", parts);
        }
        String values = firstValues(row, other, 2);
        return values.isEmpty() ? "rowid " + rowid : values;
    }

    private String firstValues(@Nullable Object[] row, @Nullable Object[] other, int count) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < row.length && parts.size() < count; i++) {
            if (row[i] != null && same(row[i], other[i]) && !key.contains(SqlName.fold(columns.get(i)))) {
                parts.add(columns.get(i) + " " + ValueText.of(row[i]));
            }
        }
        return String.join(", ", parts);
    }

    private long hashWithoutKey(@Nullable Object[] row) {
        return RowHash.ofValues(withoutKey(row));
    }

    private @Nullable Object[] withoutKey(@Nullable Object[] row) {
        return IntStream.range(0, row.length)
                .filter(i -> !key.contains(SqlName.fold(columns.get(i))))
                .mapToObj(i -> row[i])
                .toArray();
    }

    /** Whether the rows that are gone and those that are new are the same but for their keys. */
    boolean isRenumbering() {
        return !key.isEmpty()
                && key.size() < columns.size()
                && added.count > 0
                && goneByUp.count + goneByRollback.count == added.count
                && goneByUp.sum + goneByRollback.sum == added.sum;
    }

    /** {@code id 1 became 4}, as far as the samples tell. */
    List<String> renumberings() {
        List<String> phrases = new ArrayList<>();
        Rows gone = goneByRollback.count > 0 ? goneByRollback : goneByUp;
        for (@Nullable Object[] row : gone.samples) {
            for (@Nullable Object[] other : added.samples) {
                if (phrases.size() < RowChange.EXAMPLES && sameRow(withoutKey(row), withoutKey(other))) {
                    phrases.add(label(row, 0, row) + " became " + label(other, 0, other));
                    break;
                }
            }
        }
        return phrases.isEmpty() ? gone.examples : phrases;
    }

    static boolean sameRow(@Nullable Object[] one, @Nullable Object[] other) {
        for (int i = 0; i < one.length; i++) {
            if (!same(one[i], other[i])) {
                return false;
            }
        }
        return true;
    }

    /** The same storage class and value; 0.0 and -0.0 are one value, as in SQLite. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Double a && other instanceof Double b) {
            return a.doubleValue() == b.doubleValue();
        }
        if (one instanceof byte[] a && other instanceof byte[] b) {
            return Arrays.equals(a, b);
        }
        return one == null ? other == null : one.equals(other);
    }
}
