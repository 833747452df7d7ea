package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.rows.RowChange.Cause;
import dev.rollproof.verifier.rows.RowChange.Effect;
import dev.rollproof.verifier.rows.RowChange.Kind;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whose fault the differences of one table are. */
final class Judgement {
    /** What the two scripts can have done: the same for every table. */
    record Scripts(Cascade up, Cascade rollback, Whereabouts whereabouts) {}

    private final RowSource table;
    private final List<String> columns;
    private final String nameAfterUp;
    private final List<String> columnsAfterUp;
    private final Tally tally;
    private final Scripts scripts;
    private final Set<String> names = new HashSet<>();
    private final Set<String> key = new HashSet<>();
    private final List<RowChange> changes = new ArrayList<>();

    /**
     * About one table.
     *
     * @param columns those that were compared
     * @param nameAfterUp what it was called after the up, folded
     * @param columnsAfterUp all that it had then
     */
    Judgement(
            RowSource table,
            List<String> columns,
            String nameAfterUp,
            List<String> columnsAfterUp,
            Tally tally,
            Scripts scripts) {
        this.table = table;
        this.columns = columns;
        this.nameAfterUp = nameAfterUp;
        this.columnsAfterUp = columnsAfterUp;
        this.tally = tally;
        this.scripts = scripts;
        names.add(SqlName.fold(table.name()));
        names.add(nameAfterUp);
        table.key().forEach(column -> key.add(SqlName.fold(column)));
    }

    /** One for each fault. */
    List<RowChange> changes() {
        if (tally.isRenumbering()) {
            renumbered();
        } else {
            if (tally.goneByRollback.count > 0) {
                Optional<Cause> cause = causeInRollback(true);
                add(
                        cause.isPresent() ? Kind.CASCADED : Kind.NOT_RESTORED,
                        Effect.GONE,
                        tally.goneByRollback,
                        false,
                        cause);
            }
            if (tally.goneByUp.count > 0) {
                goneByUp();
            }
            if (tally.added.count > 0) {
                add(Kind.LEFT_BEHIND, Effect.ADDED, tally.added, false, Optional.empty());
            }
        }
        if (tally.changedByRollback.count > 0) {
            Optional<Cause> cause = causeInRollback(false);
            add(
                    cause.isPresent() ? Kind.CASCADED : Kind.NOT_RESTORED,
                    Effect.CHANGED,
                    tally.changedByRollback,
                    false,
                    cause);
        }
        for (Tally.LostColumn column : tally.lostColumns) {
            if (column.counted().count > 0) {
                lost(column);
            }
        }
        return changes;
    }

    private void renumbered() {
        boolean byUp = tally.goneByRollback.count == 0;
        changes.add(new RowChange(
                byUp ? Kind.LOST : Kind.NOT_RESTORED,
                Effect.RENUMBERED,
                table.name(),
                Optional.empty(),
                byUp,
                tally.added.count,
                tally.total,
                tally.renumberings(),
                Optional.empty(),
                Optional.empty()));
    }

    private void goneByUp() {
        Optional<Cause> cause = causeInUp(true);
        if (cause.isPresent()) {
            add(Kind.CASCADED, Effect.GONE, tally.goneByUp, true, cause);
            return;
        }
        Optional<String> elsewhere = elsewhere(columns, tally.goneByUp.samples);
        add(
                elsewhere.isPresent() ? Kind.NOT_RESTORED : Kind.LOST,
                Effect.GONE,
                Optional.empty(),
                tally.goneByUp,
                elsewhere.isEmpty(),
                elsewhere,
                Optional.empty());
    }

    private void lost(Tally.LostColumn column) {
        Optional<String> name = Optional.of(column.name);
        int copy = column.copy();
        Optional<String> stoodIn = copy >= 0
                ? Optional.of(columnsAfterUp.get(copy))
                : elsewhere(List.of(column.name), column.values.samples);
        Optional<Cause> cause = stoodIn.isPresent() ? Optional.empty() : causeInUp(false);
        Kind kind = stoodIn.isPresent() ? Kind.NOT_RESTORED : cause.isPresent() ? Kind.CASCADED : Kind.LOST;
        add(kind, Effect.CHANGED, name, column.counted(), stoodIn.isEmpty(), stoodIn, cause);
    }

    private Optional<String> elsewhere(List<String> of, List<@Nullable Object[]> samples) {
        return samples.isEmpty()
                ? Optional.empty()
                : scripts.whereabouts.of(nameAfterUp, of, key, samples).map(place -> "table " + place);
    }

    private Optional<Cause> causeInUp(boolean deleted) {
        return scripts.up.names(names, deleted) ? Optional.empty() : scripts.up.of(names, deleted);
    }

    private Optional<Cause> causeInRollback(boolean deleted) {
        return scripts.rollback.names(names, deleted) ? Optional.empty() : scripts.rollback.of(names, deleted);
    }

    private void add(Kind kind, Effect effect, Tally.Rows rows, boolean byUp, Optional<Cause> cause) {
        add(kind, effect, Optional.empty(), rows, byUp, Optional.empty(), cause);
    }

    private void add(
            Kind kind,
            Effect effect,
            Optional<String> column,
            Tally.Rows rows,
            boolean byUp,
            Optional<String> stoodIn,
            Optional<Cause> cause) {
        changes.add(new RowChange(
                kind, effect, table.name(), column, byUp, rows.count, tally.total, rows.examples, stoodIn, cause));
    }
}
