package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;

/** A script for tools that end a statement at a semicolon at a line's end, unless two directives stand around it. */
final class FencedStatements {
    private FencedStatements() {}

    /** The script with the directives where they are needed: around triggers, and around texts and comments of several lines. */
    static String of(String sql, String begin, String end) {
        StringBuilder fenced = new StringBuilder();
        int done = 0;
        for (SqlStatement statement : SqlScript.read(sql).statements()) {
            fenced.append(sql, done, statement.offset());
            String text = statement.text();
            fenced.append(isCut(text) ? "%s\n%s\n%s".formatted(begin, text, end) : text);
            done = statement.offset() + text.length();
        }
        return fenced.append(sql, done, sql.length()).toString();
    }

    /** Whether a line of it other than the last seems to end it, or its last line is seen not to. */
    private static boolean isCut(String statement) {
        int last = statement.lastIndexOf('\n');
        return (last >= 0
                        && statement
                                .substring(0, last)
                                .lines()
                                .anyMatch(line -> GoLines.endsStatement(line, Integer.MAX_VALUE)))
                || !GoLines.endsStatement(statement.substring(last + 1), Integer.MAX_VALUE);
    }
}
