package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.Counters;
import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.rows.Violation;
import dev.rollproof.verifier.synthetic.UnfilledTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the scripts of a migration did to the rows, made ones among them. Where a script fails on no rows too, that is not
 * repeated here.
 *
 * @param failure the script that failed only with rows in the tables
 * @param changes what became of the rows
 * @param violations of the rows after the up that were none before it
 * @param violationsLeft of the rows after the rollback that were none before the up
 * @param counters those that the rollback did not bring back
 * @param recounted tables that hold another number of rows after the second up than after the first, in words; only where
 *     the rows came back
 * @param unfilled tables that no rows could be made for
 * @param firstUnfilled those of them that no earlier migration told of
 * @param made whether enough rows were to be made for each kind of value to be among them
 */
public record RowsOutcome(
        Optional<FailureOnRows> failure,
        List<RowChange> changes,
        List<Violation> violations,
        List<Violation> violationsLeft,
        List<Counters.WentBack> counters,
        List<String> recounted,
        List<UnfilledTable> unfilled,
        List<UnfilledTable> firstUnfilled,
        boolean made) {
    /** Nothing was looked at. */
    public static final RowsOutcome NOTHING = of(List.of());

    /** Copies the lists. */
    public RowsOutcome {
        changes = List.copyOf(changes);
        violations = List.copyOf(violations);
        violationsLeft = List.copyOf(violationsLeft);
        counters = List.copyOf(counters);
        recounted = List.copyOf(recounted);
        unfilled = List.copyOf(unfilled);
        firstUnfilled = List.copyOf(firstUnfilled);
    }

    /** What became of rows of which nothing else is known. */
    public RowsOutcome(
            List<RowChange> changes,
            List<Violation> violations,
            List<Violation> violationsLeft,
            List<Counters.WentBack> counters,
            List<String> recounted,
            List<UnfilledTable> unfilled) {
        this(Optional.empty(), changes, violations, violationsLeft, counters, recounted, unfilled, List.of(), false);
    }

    /** Nothing but the tables that no rows could be made for. */
    public static RowsOutcome of(List<UnfilledTable> unfilled) {
        return new RowsOutcome(List.of(), List.of(), List.of(), List.of(), List.of(), unfilled);
    }

    /** The same with a script that failed. */
    public RowsOutcome with(FailureOnRows other) {
        return new RowsOutcome(
                Optional.of(other),
                changes,
                violations,
                violationsLeft,
                counters,
                recounted,
                unfilled,
                firstUnfilled,
                made);
    }

    /** The same with what rows of migrations and seeds alone violate after the up. */
    public RowsOutcome withViolations(List<Violation> more) {
        List<Violation> all = new ArrayList<>(more);
        violations.stream().filter(v -> more.stream().noneMatch(v::isSameFault)).forEach(all::add);
        return new RowsOutcome(
                failure, changes, all, violationsLeft, counters, recounted, unfilled, firstUnfilled, made);
    }

    /** The same with more tables that no rows could be made for. */
    public RowsOutcome withUnfilled(List<UnfilledTable> more) {
        List<UnfilledTable> all = new ArrayList<>(unfilled);
        all.addAll(more);
        return new RowsOutcome(
                failure, changes, violations, violationsLeft, counters, recounted, all, firstUnfilled, made);
    }

    /** The same, of a verification in which these tables were not told of yet. */
    public RowsOutcome within(boolean rowsMade, List<UnfilledTable> untold) {
        return new RowsOutcome(
                failure, changes, violations, violationsLeft, counters, recounted, unfilled, untold, rowsMade);
    }

    /** Whether every table that the scripts reach held rows: only then does it mean something that none was lost. */
    public boolean complete() {
        return made && unfilled.isEmpty();
    }
}
