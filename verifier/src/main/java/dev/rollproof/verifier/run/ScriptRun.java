package dev.rollproof.verifier.run;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.sql.SqlStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One run of one script.
 *
 * @param statements what the script holds, in order; all were run unless there is a failure
 * @param kept how many of the statements are in the database for good: all of them unless there is a failure, after one those
 *     that were committed before it
 * @param duration wall-clock time of the statements and their transaction
 * @param leftBehind what it left changed on the connection and had to be put back, in the user's words; empty after a
 *     failure, where putting things back is the runner's business
 * @param textForColumns the double-quoted names in it that SQLite took for strings, in the order of the text; empty after a
 *     failure
 * @param failure why it stopped; empty when it ran to its end
 */
public record ScriptRun(
        MigrationScript script,
        List<SqlStatement> statements,
        int kept,
        Duration duration,
        List<String> leftBehind,
        List<TextForColumn> textForColumns,
        Optional<ScriptFailure> failure) {

    /** Whether the script ran to its end. */
    public boolean succeeded() {
        return failure.isEmpty();
    }
}
