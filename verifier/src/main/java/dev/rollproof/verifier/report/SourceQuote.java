package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.verdict.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The line of a script that a finding points at.
 *
 * @param line its number, from 1
 * @param text the line without its end
 * @param start where the mark below it begins, from 0
 * @param end behind the last character that is marked
 */
record SourceQuote(int line, String text, int start, int end) {
    /** The columns of a line where the screen says nothing of its width. */
    private static final int WIDE = 120;

    /** The line at {@code location}; empty where the file as a whole is meant, or one that is no script. */
    static Optional<SourceQuote> of(Report report, Location location) {
        return location.position()
                .flatMap(position -> script(report, location.file(), position.line())
                        .flatMap(script -> of(script.text(), position)));
    }

    private static Optional<MigrationScript> script(Report report, String file, int line) {
        return report.source().all().stream()
                .flatMap(SourceQuote::scripts)
                .filter(script -> script.file().equals(file) && script.holds(line))
                .findFirst();
    }

    private static Stream<MigrationScript> scripts(Migration migration) {
        return Stream.concat(Stream.of(migration.up()), migration.rollback().stream());
    }

    private static Optional<SourceQuote> of(String script, SourcePosition position) {
        List<String> lines = List.of(script.split("\n", -1));
        if (position.line() > lines.size()) {
            return Optional.empty();
        }
        String line = withoutMarks(lines.get(position.line() - 1));
        int start = position.column() - 1;
        if (start >= line.length()) {
            return Optional.empty();
        }
        int length = statementAt(script, position).orElseGet(() -> word(line, start));
        return Optional.of(new SourceQuote(position.line(), line, start, Math.min(line.length(), start + length)));
    }

    private static String withoutMarks(String line) {
        return (line.startsWith("\uFEFF") ? line.substring(1) : line).stripTrailing();
    }

    /** How long the statement is that begins there, as far as it stands in this line. */
    private static Optional<Integer> statementAt(String script, SourcePosition position) {
        try {
            return SqlScript.read(script).statements().stream()
                    .filter(statement -> statement.position().equals(position))
                    .flatMap(statement -> statement.text().lines().limit(1))
                    .map(text -> text.stripTrailing().length())
                    .findFirst();
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }

    private static int word(String line, int start) {
        if (line.startsWith("--", start)) {
            return line.length() - start;
        }
        int end = start + 1;
        while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
            end++;
        }
        return end - start;
    }

    /** The line behind its number, and the mark below it. */
    List<String> lines(Screen screen, String indent) {
        String number = String.valueOf(line);
        int room = screen.room(indent.length() + number.length() + 3, WIDE);
        // What stands before the mark is shown as far as there is room for the statement itself.
        int from = end - indentation() <= room ? indentation() : Math.max(indentation(), start - room / 4);
        from -= from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
        String before = (from > indentation() ? screen.ellipsis() : "") + shown(text.substring(from, start));
        String shown = before + shown(text.substring(start));
        int marked = Screen.columns(shown(text.substring(start, end)));
        int offset = Screen.columns(before);
        String gutter = screen.style().faint(" | ");
        return List.of(
                indent
                        + screen.style().faint(number)
                        + gutter
                        + screen.cell(shown, Math.min(room, Screen.columns(shown)))
                                .stripTrailing(),
                indent
                        + " ".repeat(number.length())
                        + gutter
                        + " ".repeat(offset)
                        + screen.style().strong("^".repeat(Math.max(1, Math.min(marked, room - offset)))));
    }

    private int indentation() {
        int indentation = 0;
        while (indentation < start && Character.isWhitespace(text.charAt(indentation))) {
            indentation++;
        }
        return indentation;
    }

    private static String shown(String part) {
        return Printable.of(part.replace('\t', ' '));
    }
}
