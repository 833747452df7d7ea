package dev.rollproof.verifier;

import dev.rollproof.verifier.Lane.Station;
import dev.rollproof.verifier.check.FailureOnRows;
import dev.rollproof.verifier.check.FailureOnRows.Stage;
import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.RowsOutcome;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.rows.Violation;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.TableReach;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.synthetic.Filling;
import dev.rollproof.verifier.synthetic.SyntheticRows;
import dev.rollproof.verifier.synthetic.UnfilledTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The careful look at a migration of which the quick one was not sure, everything from images: first on the rows of migrations
 * and seeds alone, then with made rows. Made rows may not fail a right migration, so where a script fails that could have
 * passed on other rows, it is tried again with fewer and with plainer ones.
 */
final class Doubt {
    private final Lane lane;
    private final SyntheticRows rows;
    private final Station start;
    private final Migration migration;
    private final DatabaseLimits limits;

    Doubt(Lane lane, SyntheticRows rows, Station start, Migration migration, DatabaseLimits limits) {
        this.lane = lane;
        this.rows = rows;
        this.start = start;
        this.migration = migration;
        this.limits = limits;
    }

    Proof resolve() {
        lane.standAt(start);
        List<Violation> before = violations();
        ScriptRun up = lane.run(migration.up());
        if (!up.succeeded()) {
            return new Proof(up, Optional.empty(), Optional.empty(), RowsOutcome.NOTHING, Optional.empty());
        }
        SchemaSnapshot after = lane.schema();
        List<Violation> added = Violation.added(before, violations());
        Optional<Outcome> rollback = migration.rollback().map(script -> lane.outcome(lane.run(script), start.schema()));
        Optional<Outcome> reapply =
                rollback.filter(Outcome::asExpected).map(r -> lane.outcome(lane.run(migration.up()), after));
        return new Proof(
                up, rollback, reapply, onRows(after, rollback, reapply).withViolations(added), Optional.empty());
    }

    /** What SQLite says against the rows as they are, in the tables that the up reaches. */
    private List<Violation> violations() {
        try {
            List<SqlStatement> statements = lane.statements(migration.up());
            Set<String> tables = TableReach.of(lane.schema(), statements);
            return Violation.find(lane.database(), lane.schema(), tables, statements);
        } catch (SqlSyntaxException unreadable) {
            // It fails when it is run.
            return List.of();
        }
    }

    /** The attempts in turn, until one passes or fails as it would on any rows; the one that came furthest counts. */
    private RowsOutcome onRows(SchemaSnapshot after, Optional<Outcome> rollback, Optional<Outcome> reapply) {
        Optional<MigrationScript> back =
                rollback.filter(r -> r.run().succeeded()).map(r -> r.run().script());
        boolean again = reapply.filter(Outcome::asExpected).isPresent();
        Attempt first = attempt(rows, Set.of(), back, again);
        Attempt furthest = first;
        if (first.mayPassOnOtherRows()) {
            Set<String> without =
                    TableReach.insertedInto(first.failure().get().run().statements());
            SyntheticRows plain = rows.plain(after);
            for (Supplier<Attempt> other : List.<Supplier<Attempt>>of(
                    () -> attempt(rows, without, back, again),
                    () -> attempt(plain, Set.of(), back, again),
                    () -> attempt(plain, without, back, again))) {
                Attempt next = other.get();
                furthest = next.cameFurtherThan(furthest) ? next : furthest;
                if (!furthest.mayPassOnOtherRows()) {
                    break;
                }
            }
        }
        RowsOutcome outcome = furthest.outcome();
        return furthest.cameFurtherThan(first)
                ? outcome.withUnfilled(passedOver(first.failure().get().run(), furthest))
                : outcome;
    }

    /**
     * One run of the scripts on made rows.
     *
     * @param without the folded names of the tables that no rows were made in
     */
    private record Attempt(RowsOutcome outcome, Set<String> without) {
        /** The run that failed on rows that stood in the tables from the start. */
        Optional<FailureOnRows> failure() {
            return outcome.failure().filter(failure -> failure.stage() != Stage.ROLLBACK_OF_NEW_ROWS);
        }

        boolean mayPassOnOtherRows() {
            return failure().filter(f -> Doubt.mayPassOnOtherRows(f.run())).isPresent();
        }

        /** Whether it failed later than {@code other}, or not at all where that one failed. */
        boolean cameFurtherThan(Attempt other) {
            return other.failure().isPresent()
                    && (failure().isEmpty()
                            || failure()
                                            .get()
                                            .stage()
                                            .compareTo(other.failure().get().stage())
                                    > 0);
        }
    }

    private Attempt attempt(
            SyntheticRows made, Set<String> without, Optional<MigrationScript> rollback, boolean again) {
        lane.standAt(start);
        List<SqlStatement> statements = new ArrayList<>(lane.statements(migration.up()));
        rollback.ifPresent(script -> statements.addAll(lane.statements(script)));
        Set<String> filled = new HashSet<>(TableReach.of(start.schema(), statements));
        filled.removeAll(without);
        Filling filling =
                made.fill(lane.database(), start.schema(), filled, lane.insertedInto(migration.up(), rollback));
        StepOnRows step = new StepOnRows(lane, limits, statements, filling);
        ScriptRun up = lane.run(migration.up());
        if (!up.succeeded()) {
            return failed(Stage.UP, up, step, without);
        }
        Station afterUp = step.afterUp();
        if (rollback.isEmpty()) {
            step.withoutRollback(up);
            return new Attempt(step.outcome(), without);
        }
        ScriptRun back = lane.run(rollback.get());
        if (!back.succeeded()) {
            return failed(Stage.ROLLBACK, back, step, without);
        }
        step.afterRollback(afterUp, up, back);
        if (again) {
            ScriptRun second = lane.run(migration.up());
            if (!second.succeeded()) {
                return failed(Stage.AGAIN, second, step, without);
            }
            step.afterSecondUp(afterUp);
        }
        RowsOutcome outcome = step.outcome();
        return new Attempt(
                failingOnNewRows(made, afterUp, rollback.get())
                        .map(run -> outcome.with(new FailureOnRows(Stage.ROLLBACK_OF_NEW_ROWS, run)))
                        .orElse(outcome),
                without);
    }

    private static Attempt failed(Stage stage, ScriptRun run, StepOnRows step, Set<String> without) {
        return new Attempt(step.outcome().with(new FailureOnRows(stage, run)), without);
    }

    /** The run of the rollback that fails on rows that came after the up, whatever values they have. */
    private Optional<ScriptRun> failingOnNewRows(SyntheticRows made, Station afterUp, MigrationScript rollback) {
        Optional<ScriptRun> failing = Optional.empty();
        for (SyntheticRows some : List.of(made, made.plain())) {
            lane.standAt(afterUp);
            new NewRows(start.schema(), afterUp.schema()).make(some, lane.database());
            ScriptRun run = lane.run(rollback);
            if (run.succeeded()) {
                return Optional.empty();
            }
            failing = failing.or(() -> Optional.of(run));
            if (!mayPassOnOtherRows(run)) {
                return failing;
            }
        }
        return failing;
    }

    /**
     * Whether a script that failed could have passed on other rows in the same tables. That a copy meets a NULL, or that ALTER
     * TABLE finds a row at all, is what rows are made for.
     */
    private static boolean mayPassOnOtherRows(ScriptRun run) {
        ScriptFailure failure = run.failure().get();
        if (failure.cause() != ScriptFailure.Cause.FAILED) {
            return false;
        }
        return switch (failure.resultCode().orElse("")) {
            // An UPDATE that makes values the same does so with whatever rows there are.
            case "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID", "SQLITE_CONSTRAINT_UNIQUE" ->
                !failedIn(run, failure, "UPDATE");
            case "SQLITE_CONSTRAINT",
                    "SQLITE_CONSTRAINT_CHECK",
                    "SQLITE_CONSTRAINT_DATATYPE",
                    "SQLITE_CONSTRAINT_FOREIGNKEY",
                    "SQLITE_CONSTRAINT_FUNCTION",
                    "SQLITE_CONSTRAINT_TRIGGER",
                    "SQLITE_MISMATCH" -> true;
            // A function's own error has no other code.
            case "SQLITE_ERROR" ->
                !failedIn(run, failure, "ALTER") || failure.message().startsWith("CHECK constraint failed");
            default -> false;
        };
    }

    private static boolean failedIn(ScriptRun run, ScriptFailure failure, String command) {
        return run.statements().stream()
                .anyMatch(s -> s.position().equals(failure.position())
                        && s.tokens().get(0).is(command));
    }

    /** What to say of the rows that were given up so that a script passes. */
    private List<UnfilledTable> passedOver(ScriptRun failed, Attempt passed) {
        ScriptFailure failure = failed.failure().get();
        String where = failed.script().file() + ":" + failure.position().line() + " fails: " + failure.message();
        if (!passed.without().isEmpty()) {
            return passed.without().stream()
                    .flatMap(table -> start.schema().relation(table).stream())
                    .map(table -> new UnfilledTable(table.name(), "with made rows in it " + where))
                    .toList();
        }
        Set<String> named = TableReach.namedBy(failed.statements().stream()
                .filter(s -> s.position().equals(failure.position()))
                .toList());
        return Stream.concat(named.stream(), TableReach.of(start.schema(), failed.statements()).stream())
                .flatMap(table -> start.schema().relation(table).stream())
                .limit(1)
                .map(table -> new UnfilledTable(table.name(), "with others " + where, true))
                .toList();
    }
}
