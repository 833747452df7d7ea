package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptFailure.Cause;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;

/** What is left behind by a script that fails in no transaction. */
final class HalfApplied {
    /** They leave nothing in the file. */
    private static final List<String> WITHOUT_TRACE = List.of("PRAGMA", "SELECT", "VALUES", "EXPLAIN", "ANALYZE");

    private static final List<String> ENDS = List.of("COMMIT", "END", "ROLLBACK");

    private HalfApplied() {}

    /** Sentences to follow others, with a space before them; empty where there is nothing to say. */
    static String sentences(ScriptRun run) {
        if (run.script().transaction() != ScriptTransaction.NEVER
                || run.failure()
                        .filter(failure -> failure.cause() != Cause.REFUSED_BY_TOOL)
                        .isEmpty()) {
            return "";
        }
        String next = run.script().afterFailure().map(" "::concat).orElse("");
        if (!leavesSomething(run)) {
            return next;
        }
        return " What stands before it stays applied, because the script runs in no transaction."
                + (next.isEmpty() ? " Take that back by hand before it runs again." : next);
    }

    /** A transaction that the script opens itself and does not reach the end of takes its statements back. */
    private static boolean leavesSomething(ScriptRun run) {
        SourcePosition failed = run.failure().map(ScriptFailure::position).orElseThrow();
        boolean left = false;
        boolean leftInTransaction = false;
        boolean open = false;
        for (SqlStatement statement : run.statements()) {
            if (!isBefore(statement.position(), failed)) {
                break;
            }
            SqlToken first = statement.tokens().get(0);
            if (first.is("BEGIN")) {
                open = true;
            } else if (ENDS.stream().anyMatch(first::is)) {
                left |= leftInTransaction && !first.is("ROLLBACK");
                leftInTransaction = false;
                open = false;
            } else if (WITHOUT_TRACE.stream().noneMatch(first::is)) {
                leftInTransaction |= open;
                left |= !open;
            }
        }
        return left;
    }

    private static boolean isBefore(SourcePosition a, SourcePosition b) {
        return a.line() != b.line() ? a.line() < b.line() : a.column() < b.column();
    }
}
