package dev.rollproof.verifier.report;

import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A script as findings point into it.
 *
 * @param lines without their ends
 * @param statements how long each statement is as far as it stands in the line that it begins in; none where the text is no
 *     sequence of statements
 */
record QuotedScript(List<String> lines, Map<SourcePosition, Integer> statements) {
    static QuotedScript of(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        Map<SourcePosition, Integer> statements = new HashMap<>();
        try {
            for (SqlStatement statement : SqlScript.read(text).statements()) {
                String first = statement.text().lines().findFirst().orElse("");
                statements.put(statement.position(), first.stripTrailing().length());
            }
        } catch (SqlSyntaxException unreadable) {
            statements.clear();
        }
        return new QuotedScript(lines, statements);
    }

    /** A line of the file, from 1, without what no editor shows; empty where there is none. */
    String line(int number) {
        String line = number > lines.size() ? "" : lines.get(number - 1);
        return (line.startsWith("\uFEFF") ? line.substring(1) : line).stripTrailing();
    }

    Optional<Integer> statementAt(SourcePosition position) {
        return Optional.ofNullable(statements.get(position));
    }
}
