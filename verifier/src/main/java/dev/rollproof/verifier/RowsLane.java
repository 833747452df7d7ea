package dev.rollproof.verifier;

import dev.rollproof.verifier.Proof.Traces;
import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.RowsOutcome;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.rows.Counters;
import dev.rollproof.verifier.rows.TableDigests;
import dev.rollproof.verifier.rows.Violation;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.TableReach;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.synthetic.Filling;
import dev.rollproof.verifier.synthetic.SyntheticRows;
import dev.rollproof.verifier.synthetic.UnfilledTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows lane: a second database beside the bare one, in which rows are made before each migration runs there.
 *
 * <p>Most migrations are right, so it looks quickly first: digests of the tables that the scripts reach, no image. If that
 * finds anything at all, {@link Doubt} does everything again from an image and says what it is. What a sound step leaves is
 * cleared away and compared with the bare lane, so that each step starts from the same database as there.
 */
final class RowsLane implements AutoCloseable {
    private final Lane lane;
    private final DatabaseLimits limits;
    private final boolean foreignKeys;
    private final SyntheticRows rows;
    /** Whether the database holds what the bare lane holds; at first it holds nothing, wherever the bare lane stands. */
    private boolean inStep;

    RowsLane(DatabaseLimits limits, Engine engine, SyntheticRows rows) {
        this.lane = Lane.empty(limits, engine);
        this.limits = limits;
        this.foreignKeys = engine.foreignKeys();
        this.rows = rows;
    }

    /** Prove {@code migration}, whose up is the next to run in the bare lane. */
    Proof prove(Migration migration, Trail trail) {
        if (!inStep) {
            lane.standAt(trail.station());
            inStep = true;
        }
        Optional<Proof> sound = look(migration);
        inStep = sound.isPresent();
        Proof proof = sound.orElseGet(() -> new Doubt(lane, rows, trail.keepImage(), migration, limits).resolve());
        return proof.with(proof.rows().within(rows.isTelling(), proof.rows().unfilled()));
    }

    /** Follow the bare lane, in which the up of the proof, or something else, has run. */
    void follow(Trail trail, Optional<Traces> traces) {
        inStep = inStep && traces.isPresent() && clearAway(traces.get(), trail.database());
    }

    /** What the scripts do to rows; empty when anything at all is not as it should be. */
    private Optional<Proof> look(Migration migration) {
        try {
            List<SqlStatement> statements = new ArrayList<>(lane.statements(migration.up()));
            migration.rollback().ifPresent(rollback -> statements.addAll(lane.statements(rollback)));
            return new Look(migration, statements).proof();
        } catch (SqlSyntaxException | StatementException unsound) {
            return Optional.empty();
        }
    }

    /** One quick look. */
    private final class Look {
        private final Migration migration;
        private final List<SqlStatement> statements;
        private final SqliteDatabase database = lane.database();
        private final SchemaSnapshot before = lane.schema();
        private final Set<String> tables;
        private final Filling filled;

        Look(Migration migration, List<SqlStatement> statements) {
            this.migration = migration;
            this.statements = statements;
            this.tables = TableReach.of(before, statements);
            this.filled = rows.fill(database, before, tables, lane.insertedInto(migration.up(), migration.rollback()));
        }

        Optional<Proof> proof() {
            TableDigests contents = TableDigests.of(database, before, tables);
            ScriptRun up = lane.run(migration.up());
            if (!up.succeeded()) {
                return Optional.empty();
            }
            SchemaSnapshot after = lane.schema();
            Set<String> tablesAfter = TableReach.of(after, statements);
            boolean seenBefore = tablesAfter.stream()
                    .allMatch(name ->
                            tables.contains(name) || before.relation(name).isEmpty());
            if (!seenBefore
                    || !Violation.find(database, after, tablesAfter, statements).isEmpty()) {
                return Optional.empty();
            }
            return migration.rollback().isPresent()
                    ? withRollback(contents, up, after, tablesAfter)
                    : withoutRollback(contents, up, after, tablesAfter);
        }

        private Optional<Proof> withoutRollback(
                TableDigests contents, ScriptRun up, SchemaSnapshot after, Set<String> tablesAfter) {
            Set<String> unnamed = new HashSet<>(tables);
            unnamed.removeAll(TableReach.namedBy(up.statements()));
            if (!contents.only(unnamed).equals(TableDigests.of(database, after, unnamed))) {
                return Optional.empty();
            }
            return Optional.of(new Proof(
                    up,
                    Optional.empty(),
                    Optional.empty(),
                    RowsOutcome.of(filled.unfilled()),
                    traces(tablesAfter, List.of(filled))));
        }

        private Optional<Proof> withRollback(
                TableDigests contents, ScriptRun up, SchemaSnapshot after, Set<String> tablesAfter) {
            Map<String, Long> counts = TableDigests.count(database, after, tablesAfter);
            Filling added = new NewRows(before, after).make(rows, database);
            ScriptRun back = lane.run(migration.rollback().get());
            Outcome rollback = lane.outcome(back, before);
            if (!rollback.asExpected()) {
                return Optional.empty();
            }
            added.removeFrom(database, lane.schema());
            if (!contents.cameBackIn(TableDigests.of(database, lane.schema(), tables))
                    || !Violation.find(database, lane.schema(), tables, statements)
                            .isEmpty()) {
                return Optional.empty();
            }
            Outcome reapply = lane.outcome(lane.run(migration.up()), after);
            if (!reapply.asExpected() || !counts.equals(TableDigests.count(database, lane.schema(), tablesAfter))) {
                return Optional.empty();
            }
            List<UnfilledTable> unfilled = Stream.of(filled, added)
                    .flatMap(filling -> filling.unfilled().stream())
                    .toList();
            return Optional.of(new Proof(
                    up,
                    Optional.of(rollback),
                    Optional.of(reapply),
                    RowsOutcome.of(unfilled),
                    // Where the same schema is written in another way now, the next migration would begin at that.
                    traces(tablesAfter, List.of(filled, added)).filter(traces -> isWrittenAs(after))));
        }

        private boolean isWrittenAs(SchemaSnapshot schema) {
            return schema.objectsNotIn(lane.schema()).isEmpty()
                    && lane.schema().objectsNotIn(schema).isEmpty();
        }

        private Optional<Traces> traces(Set<String> tablesAfter, List<Filling> made) {
            Set<String> all = new HashSet<>(tables);
            all.addAll(tablesAfter);
            made.forEach(filling -> all.addAll(filling.touched()));
            return Optional.of(new Traces(all, made));
        }
    }

    /** Take the made rows out again. @return whether the tables now hold what they hold in {@code bare} */
    private boolean clearAway(Traces traces, SqliteDatabase bare) {
        SqliteDatabase database = lane.database();
        SchemaSnapshot schema = lane.schema();
        List<String> tables = traces.tables().stream()
                .filter(name -> schema.relation(name).isPresent())
                .toList();
        try {
            List<String> held = tables.stream()
                    .filter(table -> !isEmpty(database, table) || !isEmpty(bare, table))
                    .toList();
            if (!held.isEmpty()) {
                takeOut(traces, held, bare);
            }
            Counters.of(bare, schema, tables).writeTo(database);
            // Of all of them, because a trigger may have put rows into any.
            return held.isEmpty()
                    || TableDigests.of(bare, schema, tables).equals(TableDigests.of(database, schema, tables));
        } catch (StatementException e) {
            return false;
        }
    }

    private void takeOut(Traces traces, List<String> held, SqliteDatabase bare) {
        SqliteDatabase database = lane.database();
        database.foreignKeys(false);
        try {
            // First, because emptying a table takes no time, and one by one a million rows do.
            held.stream()
                    .filter(table -> isEmpty(bare, table))
                    .forEach(table -> database.command("DELETE FROM " + SqlName.quoted(table)));
            traces.made().forEach(made -> made.removeFrom(database, lane.schema()));
        } finally {
            database.foreignKeys(foreignKeys);
        }
    }

    private static boolean isEmpty(SqliteDatabase database, String table) {
        return database.query("SELECT 1 FROM " + SqlName.quoted(table) + " LIMIT 1", row -> true)
                .isEmpty();
    }

    @Override
    public void close() {
        lane.close();
    }
}
