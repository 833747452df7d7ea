package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the rows of one table on all three sides at once, in the order of its key. Only the rows on which the sides
 * stand are in memory. A table that has neither a key nor a rowid on both sides is not compared: its schema is another
 * one.
 */
final class RowComparison {
    /**
     * A table on one side.
     *
     * @param columns what the compared columns are called there; empty names where it has none, which only happens after the
     *     up
     * @param types by the folded names of columns that have another type than before the up the type that they had: rows are
     *     looked for under the values of before
     */
    record Side(SqliteDatabase database, RowSource source, List<String> columns, Map<String, String> types) {
        static Side of(SqliteDatabase database, RowSource source, List<String> columns) {
            return new Side(database, source, columns, Map.of());
        }

        /** The same table as on this side, after the up. */
        Side afterUp(SqliteDatabase after, RowSource sourceThen, List<String> columnsThen) {
            Map<String, String> other = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                String type = source.types().get(SqlName.fold(columns.get(i)));
                String name = SqlName.fold(columnsThen.get(i));
                if (type != null && !type.equalsIgnoreCase(sourceThen.types().get(name))) {
                    other.put(name, type);
                }
            }
            return new Side(after, sourceThen, columnsThen, other);
        }

        /** Stands on the first row; {@code key} holds the names of its columns, and is empty for the rowid. */
        RowStream rows(List<String> read, Optional<List<String>> key) {
            return RowStream.of(
                    database,
                    source,
                    read,
                    key.map(names -> names.stream().map(this::value).toList()));
        }

        private String value(String column) {
            String type = types.get(SqlName.fold(column));
            return type == null ? RowSource.read(column) : Conversion.as(type, RowSource.read(column));
        }
    }

    private final Side before;
    private final Side after;
    private final Optional<Side> up;
    private final int[] placeAfterUp;

    private RowComparison(Side before, Side after, Optional<Side> up) {
        this.before = before;
        this.after = after;
        this.up = up;
        this.placeAfterUp = before.columns.stream().mapToInt(column -> -1).toArray();
        up.ifPresent(side -> {
            for (int i = 0; i < placeAfterUp.length; i++) {
                placeAfterUp[i] = side.source.columns().indexOf(side.columns.get(i));
            }
        });
    }

    /** The differences; the same columns in the same order on all sides. */
    static Tally of(Side before, Side after, Optional<Side> up) {
        return new RowComparison(before, after, up).tally();
    }

    private Tally tally() {
        List<String> key = before.source.key();
        if (!key.stream().allMatch(column -> placeOf(column) >= 0)) {
            key = List.of();
        }
        Tally tally = new Tally(before.columns, folded(key), placeAfterUp, new Conversion(before.database));
        boolean sameAlias = before.source.keyIsRowid()
                && after.source.keyIsRowid()
                && names(after, key).equals(after.source.key());
        boolean upHasAlias = up.filter(side -> !side.source.keyIsRowid()).isEmpty();
        if (sameAlias && (upHasAlias || key.isEmpty())) {
            byRowid(tally);
        } else if (!key.isEmpty()) {
            Optional<List<String>> upKey = keyAfterUp(key);
            byKey(tally, Optional.of(key), Optional.of(names(after, key)), up.filter(side -> upKey.isPresent()), upKey);
        } else if (before.source.rowid().isPresent() && after.source.rowid().isPresent()) {
            byContent(tally);
        }
        return tally;
    }

    private static Set<String> folded(List<String> names) {
        Set<String> folded = new HashSet<>();
        names.forEach(name -> folded.add(SqlName.fold(name)));
        return folded;
    }

    private void byRowid(Tally tally) {
        Optional<Side> upSide = up.filter(side -> side.source.rowid().isPresent());
        byKey(tally, Optional.empty(), Optional.empty(), upSide, Optional.empty());
    }

    private void byContent(Tally tally) {
        try {
            new ContentComparison(before, after, up, placeAfterUp, tally).run();
        } catch (StatementException e) {
            if (!RowSource.isTooBig(e)) {
                throw e;
            }
            // Nothing is counted yet: sorting comes before the first row.
            byRowid(tally);
        }
    }

    private int placeOf(String column) {
        for (int i = 0; i < before.columns.size(); i++) {
            if (SqlName.same(before.columns.get(i), column)) {
                return i;
            }
        }
        return -1;
    }

    private List<String> names(Side side, List<String> key) {
        return key.stream().map(column -> side.columns.get(placeOf(column))).toList();
    }

    /** By the same columns; where one is not there any more, by a key of as many columns. */
    private Optional<List<String>> keyAfterUp(List<String> key) {
        return up.map(side -> names(side, key).contains("") ? side.source.key() : names(side, key))
                .filter(names -> names.size() == key.size());
    }

    private void byKey(
            Tally tally,
            Optional<List<String>> keyBefore,
            Optional<List<String>> keyAfter,
            Optional<Side> upSide,
            Optional<List<String>> keyUp) {
        try (RowStream b = before.rows(before.columns, keyBefore);
                RowStream r = after.rows(after.columns, keyAfter);
                RowStream u = upSide.map(side -> side.rows(side.source.columns(), keyUp))
                        .orElseGet(() -> RowStream.none(before.database))) {
            while (b.here() || r.here()) {
                int order = !b.here() ? 1 : !r.here() ? -1 : RowStream.compare(b.key(), r.key());
                if (order > 0) {
                    tally.added(r.values(), r.rowid());
                } else {
                    tally.total++;
                    step(tally, b, order == 0 ? r.values() : null, u);
                }
                if (order <= 0) {
                    b.advance();
                }
                if (order >= 0) {
                    r.advance();
                }
            }
        }
    }

    private static void step(Tally tally, RowStream b, @Nullable Object @Nullable [] after, RowStream u) {
        @Nullable Object[] values = b.values();
        if (after != null && Tally.sameRow(values, after)) {
            return;
        }
        while (u.here() && RowStream.compare(u.key(), b.key()) < 0) {
            u.advance();
        }
        boolean inUp = u.here() && RowStream.compare(u.key(), b.key()) == 0;
        if (after == null) {
            tally.gone(values, b.rowid(), !inUp);
        } else {
            tally.both(values, after, inUp ? u.values() : null, b.rowid());
        }
    }
}
