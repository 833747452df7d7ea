package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.DanglingReference.BrokenTrigger;
import dev.rollproof.verifier.snapshot.DanglingReference.BrokenView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells which of several triggers fails. A statement fires all triggers of its table, and those of the tables that they write
 * to, and SQLite's message does not name the one that fails. So each is tried alone, in a savepoint in which the others are
 * dropped; INSTEAD OF triggers of other views stay, for without them nothing can write to their view.
 */
final class TriggerTrial {
    private static final String SAVEPOINT = "rollproof_trigger_trial";

    private final SqliteDatabase database;
    private final SchemaSnapshot schema;

    TriggerTrial(SqliteDatabase database, SchemaSnapshot schema) {
        this.database = database;
        this.schema = schema;
    }

    List<BrokenTrigger> broken(List<Trigger> suspects, Function<Trigger, String> firing, List<BrokenView> brokenViews) {
        // With foreign_keys on, a foreign key to no table fails too, with or without triggers.
        boolean foreignKeys =
                database.query("PRAGMA foreign_keys", row -> row.number(1)).get(0) == 1 && !database.inTransaction();
        if (foreignKeys) {
            database.foreignKeys(false);
        }
        database.command("SAVEPOINT " + SAVEPOINT);
        try {
            return tryEach(suspects, firing, brokenViews);
        } finally {
            database.command("ROLLBACK TO " + SAVEPOINT);
            database.command("RELEASE " + SAVEPOINT);
            if (foreignKeys) {
                database.foreignKeys(true);
            }
        }
    }

    private List<BrokenTrigger> tryEach(
            List<Trigger> suspects, Function<Trigger, String> firing, List<BrokenView> brokenViews) {
        List<Trigger> insteadOf = new ArrayList<>();
        for (Trigger trigger : schema.triggers()) {
            if (trigger.timing() == Trigger.Timing.INSTEAD_OF) {
                insteadOf.add(trigger);
            } else {
                drop(trigger);
            }
        }
        List<BrokenTrigger> broken = new ArrayList<>();
        for (Trigger trigger : suspects) {
            List<Trigger> rivals = insteadOf.stream()
                    .filter(other -> SqlName.same(other.table(), trigger.table()))
                    .toList();
            rivals.forEach(this::drop);
            Optional<String> reason = tryAlone(trigger, firing.apply(trigger));
            rivals.forEach(other -> database.command(other.sql()));
            reason.filter(message -> brokenViews.stream().noneMatch(view -> explains(view, trigger, message)))
                    .ifPresent(message -> broken.add(new BrokenTrigger(trigger.name(), trigger.table(), message)));
        }
        return broken;
    }

    private Optional<String> tryAlone(Trigger trigger, String firing) {
        Optional<String> without = trigger.timing() == Trigger.Timing.INSTEAD_OF
                ? Optional.empty()
                : ReferenceFinder.error(database, "EXPLAIN " + firing);
        Optional<String> refused = ReferenceFinder.error(database, trigger.sql());
        if (refused.isPresent()) {
            return refused;
        }
        Optional<String> with = ReferenceFinder.error(database, "EXPLAIN " + firing);
        drop(trigger);
        return with.equals(without) ? Optional.empty() : with;
    }

    /** True when the trigger fails only because this view does. */
    private static boolean explains(BrokenView view, Trigger trigger, String message) {
        return view.reason().equals(message)
                && (SqlName.same(view.name(), trigger.table())
                        || trigger.body().tokens().stream().anyMatch(token -> SqlName.same(token.name(), view.name())));
    }

    private void drop(Trigger trigger) {
        database.command("DROP TRIGGER IF EXISTS main." + SqlName.quoted(trigger.name()));
    }
}
