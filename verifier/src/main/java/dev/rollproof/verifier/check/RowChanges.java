package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.rows.RowChange.Cause;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings about rows that changed. */
final class RowChanges {
    private RowChanges() {}

    /** The changes of one kind. An empty rollback is said once, by its own check. */
    static Stream<RowChange> of(Step step, RowChange.Kind kind) {
        return step.rollback().filter(r -> RollbackEmpty.saysItAll(step, r)).isPresent()
                ? Stream.empty()
                : step.rows().changes().stream().filter(change -> change.kind() == kind);
    }

    /** The table, or the column with its table: {@code users.nickname}. */
    static String subject(RowChange change) {
        return change.column().map(column -> change.table() + "." + column).orElse(change.table());
    }

    /** Whether it is the DROP of a table that reached other rows, not a statement that writes some. */
    static boolean isOfDrop(Cause cause) {
        return cause.deed().startsWith("rebuilding") || cause.deed().startsWith("dropping");
    }

    /** A rebuild fills a copy of the table first and may rename it; what deletes is the DROP. */
    private static Location toCause(ScriptRun run, SchemaSnapshot start, Cause cause) {
        return Optional.of(cause)
                .filter(RowChanges::isOfDrop)
                .flatMap(drop -> TableMoves.of(start, run.statements()).drop(drop.origin()))
                .map(drop -> Location.of(run.script().file(), drop.position()))
                .orElseGet(() -> Pointer.toChangeOf(run, cause.origin()));
    }

    static Finding finding(Check check, Step step, RowChange change, String help) {
        ScriptRun run = change.byUp() ? step.up() : step.rollback().get().run();
        SchemaSnapshot start = change.byUp() ? step.before() : step.after();
        Location location = change.cause()
                .map(cause -> toCause(run, start, cause))
                .orElseGet(() -> change.effect() == RowChange.Effect.GONE
                        ? Pointer.toChangeOf(run, change.table())
                        : Pointer.to(run, change.column().orElse(change.table()), change.table()));
        Finding finding = check.finding(location, change.describe(), help);
        return change.column()
                .map(column -> finding.about(change.table(), column))
                .orElseGet(() -> finding.about(change.table()));
    }
}
