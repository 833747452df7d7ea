package dev.rollproof.verifier;

import dev.rollproof.verifier.Lane.Station;
import dev.rollproof.verifier.check.RowsOutcome;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.rows.ContentsComparison;
import dev.rollproof.verifier.rows.Counters;
import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.rows.TableContents;
import dev.rollproof.verifier.rows.TableDigests;
import dev.rollproof.verifier.rows.Violation;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.TableReach;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.synthetic.Filling;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes of the rows of a lane while up, rollback and up again run there: noted after each of them, told at the end. */
final class StepOnRows {
    private final Lane lane;
    private final DatabaseLimits limits;
    private final Filling filling;
    private final List<SqlStatement> statements;
    private final Set<String> tables;
    private final Station before;
    private final List<Violation> violationsBefore;
    private final Counters countersBefore;

    private Counters countersAfterUp;
    private List<RowChange> changes = List.of();
    private List<Violation> violations = List.of();
    private List<Violation> violationsLeft = List.of();
    private List<Counters.WentBack> wentBack = List.of();
    private List<String> recounted = List.of();

    /**
     * Note what stands before the up.
     *
     * @param statements of both scripts
     * @param filling what was made just now
     */
    StepOnRows(Lane lane, DatabaseLimits limits, List<SqlStatement> statements, Filling filling) {
        this.lane = lane;
        this.limits = limits;
        this.statements = statements;
        this.filling = filling;
        this.tables = new HashSet<>(TableReach.of(lane.schema(), statements));
        tables.addAll(filling.touched());
        this.before = lane.station();
        this.violationsBefore = Violation.find(lane.database(), lane.schema(), tables, statements);
        this.countersBefore = Counters.of(lane.database(), lane.schema(), tables);
        this.countersAfterUp = countersBefore;
    }

    /** Note what stands after the up. */
    Station afterUp() {
        tables.addAll(TableReach.of(lane.schema(), statements));
        violations = addedViolations();
        countersAfterUp = Counters.of(lane.database(), lane.schema(), tables);
        return lane.station();
    }

    /** Compare where there is no rollback to run: what the up does to tables that it does not name can be told all the same. */
    void withoutRollback(ScriptRun up) {
        try (SqliteDatabase was = opened(before)) {
            changes =
                    ContentsComparison.of(new TableContents(was, before.schema()), state(), state(), up, up, tables)
                            .stream()
                            .filter(change -> change.kind() == RowChange.Kind.CASCADED)
                            .toList();
        }
    }

    /** Compare with what stood before, now that the rollback has run. */
    void afterRollback(Station afterUp, ScriptRun up, ScriptRun rollback) {
        try (SqliteDatabase was = opened(before);
                SqliteDatabase between = opened(afterUp)) {
            changes = ContentsComparison.of(
                    new TableContents(was, before.schema()),
                    new TableContents(between, afterUp.schema()),
                    state(),
                    up,
                    rollback,
                    tables);
        }
        violationsLeft = addedViolations();
        wentBack = countersBefore.lowerIn(countersAfterUp, Counters.of(lane.database(), lane.schema(), tables));
    }

    /** Count again after the second up, where the rollback brought the rows back. */
    void afterSecondUp(Station afterUp) {
        if (!changes.isEmpty()) {
            return;
        }
        try (SqliteDatabase first = opened(afterUp)) {
            Map<String, Long> counts = TableDigests.count(first, afterUp.schema(), tables);
            Map<String, Long> now = TableDigests.count(lane.database(), lane.schema(), tables);
            recounted = counts.entrySet().stream()
                    .filter(e -> now.getOrDefault(e.getKey(), 0L).longValue() != e.getValue())
                    .map(e -> afterUp.schema().relation(e.getKey()).get().name() + " holds "
                            + now.getOrDefault(e.getKey(), 0L) + " rows and held " + e.getValue())
                    .toList();
        }
    }

    RowsOutcome outcome() {
        return new RowsOutcome(changes, violations, violationsLeft, wentBack, recounted, filling.unfilled());
    }

    private List<Violation> addedViolations() {
        return Violation.added(violationsBefore, Violation.find(lane.database(), lane.schema(), tables, statements))
                .stream()
                .filter(violation -> violation.isOfKeyIn(before.schema()))
                .toList();
    }

    private TableContents state() {
        return new TableContents(lane.database(), lane.schema());
    }

    private SqliteDatabase opened(Station station) {
        SqliteDatabase database = SqliteDatabase.inMemory(limits);
        database.restore(station.image());
        return database;
    }
}
