package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.rows.RowComparison.Side;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table without a key: equal rows are paired first, as often as they occur; of the others those with the same
 * rowid, so that a row that changed is told as one. In memory are the rowids of the others, eight bytes each.
 */
final class ContentComparison {
    private final Side before;
    private final Side after;
    private final Optional<Side> up;
    private final int[] placeAfterUp;
    private final Tally tally;

    private final LongStream.Builder goneByUp = LongStream.builder();
    private final LongStream.Builder goneByRollback = LongStream.builder();
    private final LongStream.Builder added = LongStream.builder();

    ContentComparison(Side before, Side after, Optional<Side> up, int[] placeAfterUp, Tally tally) {
        this.before = before;
        this.after = after;
        this.up = up;
        this.placeAfterUp = placeAfterUp;
        this.tally = tally;
    }

    void run() {
        Optional<Side> comparable = up.filter(side -> !side.columns().contains(""));
        try (RowStream b = byContent(before);
                RowStream r = byContent(after);
                RowStream u = comparable
                        .map(ContentComparison::byContent)
                        .orElseGet(() -> RowStream.none(before.database()))) {
            while (b.here() || r.here()) {
                boolean fromBefore = b.here() && (!r.here() || RowStream.compare(b.key(), r.key()) <= 0);
                Object key = fromBefore ? b.key() : r.key();
                sortOut(rowids(b, key), rowids(r, key), countOf(u, key));
            }
        }
        pair();
    }

    private static RowStream byContent(Side side) {
        return side.rows(List.of(), Optional.of(side.columns()));
    }

    private static long[] rowids(RowStream rows, Object key) {
        LongStream.Builder rowids = LongStream.builder();
        while (rows.here() && RowStream.compare(rows.key(), key) == 0) {
            rowids.add(rows.rowid());
            rows.advance();
        }
        return rowids.build().toArray();
    }

    private static long countOf(RowStream rows, Object key) {
        while (rows.here() && RowStream.compare(rows.key(), key) < 0) {
            rows.advance();
        }
        return rowids(rows, key).length;
    }

    /** Of rows that are all equal. */
    private void sortOut(long[] were, long[] are, long afterUp) {
        tally.total += were.length;
        long gone = Math.max(0, were.length - are.length);
        long stillThereAfterUp = Math.max(0, Math.min(gone, afterUp - are.length));
        for (long rowid : without(were, are, gone)) {
            (stillThereAfterUp-- > 0 ? goneByRollback : goneByUp).add(rowid);
        }
        for (long rowid : without(are, were, are.length - (were.length - gone))) {
            added.add(rowid);
        }
    }

    /** So many of {@code rowids}; those that the others do not have come first. */
    private static long[] without(long[] rowids, long[] others, long count) {
        if (count == 0) {
            return new long[0];
        }
        Set<Long> known = Arrays.stream(others).boxed().collect(Collectors.toCollection(HashSet::new));
        return LongStream.concat(
                        Arrays.stream(rowids).filter(rowid -> !known.contains(rowid)),
                        Arrays.stream(rowids).filter(known::contains))
                .limit(count)
                .toArray();
    }

    private void pair() {
        long[] candidates = added.build().sorted().toArray();
        BitSet paired = new BitSet();
        pair(goneByRollback.build().sorted().toArray(), true, candidates, paired);
        pair(goneByUp.build().sorted().toArray(), false, candidates, paired);
        for (int i = paired.nextClearBit(0); i < candidates.length; i = paired.nextClearBit(i + 1)) {
            tally.added(row(after, after.columns(), candidates[i]).orElseThrow(), candidates[i]);
        }
    }

    private void pair(long[] rowids, boolean thereAfterUp, long[] candidates, BitSet paired) {
        for (long rowid : rowids) {
            @Nullable Object[] was = row(before, before.columns(), rowid).orElseThrow();
            int place = Arrays.binarySearch(candidates, rowid);
            if (place < 0) {
                tally.gone(was, rowid, !thereAfterUp);
            } else {
                paired.set(place);
                @Nullable Object[] is = row(after, after.columns(), rowid).orElseThrow();
                tally.both(was, is, thereAfterUp ? unchanged(was) : rowAfterUp(rowid), rowid);
            }
        }
    }

    private @Nullable Object[] unchanged(@Nullable Object[] was) {
        @Nullable
        Object[] row = new @Nullable Object[up.orElseThrow().source().columns().size()];
        for (int i = 0; i < was.length; i++) {
            row[placeAfterUp[i]] = was[i];
        }
        return row;
    }

    private @Nullable Object @Nullable [] rowAfterUp(long rowid) {
        return up.filter(side -> side.source().rowid().isPresent())
                .flatMap(side -> row(side, side.source().columns(), rowid))
                .orElse(null);
    }

    private static Optional<@Nullable Object[]> row(Side side, List<String> columns, long rowid) {
        String list = columns.stream().map(RowSource::read).collect(Collectors.joining(", "));
        String rowidName = Objects.requireNonNull(side.source().rowid().orElse(null));
        return side
                .database()
                .query(
                        "SELECT " + list + side.source().from() + " WHERE " + rowidName + " = ?",
                        row -> RowStream.values(row, 1, columns.size()),
                        rowid)
                .stream()
                .findFirst();
    }
}
