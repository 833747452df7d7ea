package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.List;
import java.util.Optional;

/** Where a tool cuts a script, held against where SQLite's statements end. */
final class ToolCuts {
    private ToolCuts() {}

    /**
     * Finds the first of SQLite's statements that the tool cuts in two: SQLite then gets half of it.
     *
     * @param ends the offsets after which the tool begins its next statement
     * @return empty too where the text is no sequence of statements: the run says so
     */
    static Optional<SqlStatement> cutInTwo(String text, List<Integer> ends) {
        List<SqlStatement> statements;
        try {
            statements = SqlScript.read(text).statements();
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
        return statements.stream()
                .filter(statement -> ends.stream().anyMatch(end -> isInside(end, statement)))
                .findFirst();
    }

    private static boolean isInside(int end, SqlStatement statement) {
        return end > statement.offset()
                && end < statement.offset() + statement.text().length();
    }
}
