package dev.rollproof.verifier.check;

import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.rows.Violation;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Findings about what SQLite's own checks say against rows. */
final class Violations {
    private Violations() {}

    /**
     * Makes the findings of one kind.
     *
     * @param addition what a run adds to the message; may be empty
     */
    static List<Finding> findings(
            Check check, Step step, Violation.Kind kind, Function<ScriptRun, String> addition, String help) {
        List<Violation> afterUp = step.rows().violations();
        Stream<Finding> ofUp =
                of(afterUp, kind).map(v -> finding(check, v, step.up(), "after the migration ", addition, help));
        // What the up broke and the rollback did not mend is the up's fault alone.
        Stream<Finding> ofRollback = of(Violation.added(afterUp, step.rows().violationsLeft()), kind)
                .filter(v -> v.parent().filter(parent -> lostRows(step, parent)).isEmpty())
                .map(v -> finding(check, v, step.rollback().get().run(), "after the rollback ", addition, help));
        return Stream.concat(ofUp, ofRollback).toList();
    }

    /** Then that is the fault, and the rows that refer to them only follow. */
    private static boolean lostRows(Step step, String table) {
        return step.rows().changes().stream()
                .anyMatch(change -> change.effect() == RowChange.Effect.GONE && SqlName.same(change.table(), table));
    }

    private static Stream<Violation> of(List<Violation> violations, Violation.Kind kind) {
        return violations.stream().filter(violation -> violation.kind() == kind);
    }

    private static Finding finding(
            Check check,
            Violation violation,
            ScriptRun run,
            String when,
            Function<ScriptRun, String> addition,
            String help) {
        String message = when + violation.describe() + addition.apply(run);
        // A script that rebuilds the parent need not name the table whose rows refer to it.
        String named = Pointer.names(run, violation.table())
                ? violation.table()
                : violation.parent().orElse(violation.table());
        return check.finding(Pointer.to(run, named, named), message, help);
    }
}
