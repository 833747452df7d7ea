package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.rows.RowChange.Kind;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;
import java.util.Optional;

/** Rows vanish or change in a table that the script does not name. */
final class RowsCascaded implements Check {
    @Override
    public String id() {
        return "rows-cascaded";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return RowChanges.of(step, Kind.CASCADED)
                .map(change -> RowChanges.finding(
                        this,
                        step,
                        change,
                        "The script never names " + change.table() + ", and no check of SQLite's sees it afterwards. "
                                + remedy(step, change)))
                .toList();
    }

    private static String remedy(Step step, RowChange change) {
        if (change.cause().filter(RowChanges::isOfDrop).isEmpty()) {
            return "Keep the rows in a copy and put them back, or name them in the script so that it shows what it does.";
        }
        ScriptRun run = change.byUp() ? step.up() : step.rollback().get().run();
        return switch (run.script().transaction()) {
            case UNLESS_ITS_OWN ->
                "DROP TABLE deletes the rows first, and " + whyNotOff(run)
                        + ": begin the file with PRAGMA foreign_keys = OFF, which runs outside one, or keep the rows in a copy.";
            case ALWAYS ->
                "DROP TABLE deletes the rows first, and %s runs the script inside a transaction, where PRAGMA foreign_keys"
                                .formatted(runner(step))
                        + " = OFF does nothing and PRAGMA defer_foreign_keys stops no cascade: keep the rows of "
                        + change.table() + " in a copy without foreign keys and put them back after the rename.";
            case NEVER -> "DROP TABLE deletes the rows first: begin the file with PRAGMA foreign_keys = OFF.";
        };
    }

    /** Names the statement that was to prevent it, where there is one. */
    private static String whyNotOff(ScriptRun run) {
        Optional<String> deferred = run.statements().stream()
                .filter(statement -> PragmaSetting.sets(statement, "defer_foreign_keys"))
                .findFirst()
                .map(statement ->
                        "PRAGMA defer_foreign_keys in line %d stops no cascade; inside a transaction foreign keys cannot be switched off"
                                .formatted(statement.position().line()));
        return ForeignKeysOff.whyIgnored(run)
                .or(() -> deferred)
                .orElse("inside a transaction foreign keys cannot be switched off");
    }

    private static String runner(Step step) {
        return step.source().target() == Target.D1 ? "D1" : "its tool";
    }
}
