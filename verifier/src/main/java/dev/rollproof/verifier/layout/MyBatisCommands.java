package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.MyBatisSections.Line;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a script as MyBatis Migrations does (ScriptRunner): line by line. A line that holds the delimiter ends a command at the
 * last one in it, and what follows on the line is dropped; lines that begin with {@code --} or {@code //} belong to none; of a
 * command, SQLite's driver runs the first statement.
 */
final class MyBatisCommands {
    private static final Pattern DELIMITER =
            Pattern.compile("^\\s*((--)|(//))?\\s*(//)?\\s*@DELIMITER\\s+([^\\s]+)", Pattern.CASE_INSENSITIVE);

    private final MigrationScript given;
    private final boolean fullLine;
    private final List<ScriptRemark> remarks = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private String text;
    private String delimiter;
    private int commandStart = -1;

    MyBatisCommands(MigrationScript given, String delimiter, boolean fullLine) {
        this.given = given;
        this.text = given.text();
        this.delimiter = delimiter;
        this.fullLine = fullLine;
    }

    /** The script as it is run. */
    MigrationScript script() {
        MyBatisSections.of(given.text()).lines().forEach(this::line);
        Optional<List<SqlStatement>> read = Statements.of(text);
        if (read.isEmpty()) {
            return given.withText(text);
        }
        List<SqlStatement> statements = read.get();
        Optional<SqlStatement> cut = ToolCuts.cutInTwo(statements, ends);
        if (cut.isPresent()) {
            return cutInTwo(cut.get());
        }
        if (commandStart >= 0) {
            return given.refused(
                    SourcePosition.of(given.text(), commandStart),
                    "MyBatis Migrations stops here: no \"%s\" ends the last statement".formatted(delimiter),
                    "What stands before it is committed all the same. Write the \"%s\".".formatted(delimiter));
        }
        dropFurther(statements);
        return given.withText(text).misread(remarks);
    }

    private MigrationScript cutInTwo(SqlStatement statement) {
        boolean trigger = statement.tokens().stream().limit(4).anyMatch(token -> token.is("TRIGGER"));
        return given.refused(
                statement.position(),
                "MyBatis Migrations cuts this statement in two: it ends one at every line that holds \"%s\""
                        .formatted(delimiter),
                trigger
                        ? "SQLite gets half a trigger and fails. Put the line \"-- @DELIMITER |\" before it, end it with \"END;\" and a line \"|\","
                                + " and put \"-- @DELIMITER ;\" behind it."
                        : "SQLite gets half of it and fails. Keep the \"%s\" out of it, or put the line \"-- @DELIMITER |\" before it."
                                .formatted(delimiter));
    }

    private void line(Line line) {
        String trimmed = line.text().trim();
        if (trimmed.startsWith("//") || trimmed.startsWith("--")) {
            comment(line, trimmed);
        } else if (fullLine ? trimmed.equals(delimiter) : trimmed.contains(delimiter)) {
            int at = line.start() + line.text().lastIndexOf(delimiter);
            end(at, line);
        } else if (!trimmed.isEmpty() && !trimmed.equals("\uFEFF")) {
            begin(line);
        }
    }

    private void begin(Line line) {
        commandStart = commandStart < 0
                ? line.start() + line.text().indexOf(line.text().trim())
                : commandStart;
    }

    private void comment(Line line, String trimmed) {
        Matcher change = DELIMITER.matcher(trimmed);
        if (change.find()) {
            delimiter = change.group(5);
        }
        if (trimmed.startsWith("//")) {
            text = TextPart.blanking(text, line.start(), line.end());
        }
    }

    /** Puts a ';' in the delimiter's place, which is what ends the statement for SQLite. */
    private void end(int at, Line line) {
        begin(line);
        int behind = at + delimiter.length();
        String rest = text.substring(behind, line.end());
        text = TextPart.blanking(text, at, behind);
        if (!rest.isBlank() && !rest.strip().startsWith("--") && !rest.strip().startsWith("/*")) {
            text = TextPart.blanking(text, behind, line.end());
            remarks.add(new ScriptRemark(
                    SourcePosition.of(given.text(), behind),
                    "MyBatis Migrations drops what follows the last \"%s\" of a line: %s"
                            .formatted(delimiter, rest.strip()),
                    "Nothing says so. Put it in a line of its own."));
        }
        text = text.substring(0, at) + ";" + text.substring(at + 1);
        ends.add(at + 1);
        commandStart = -1;
    }

    /** Of a command the driver runs the first statement. */
    private void dropFurther(List<SqlStatement> statements) {
        int from = 0;
        for (int end : ends) {
            int start = from;
            List<SqlStatement> within = statements.stream()
                    .filter(statement -> statement.offset() >= start && statement.offset() < end)
                    .toList();
            for (SqlStatement statement : within.subList(Math.min(1, within.size()), within.size())) {
                remarks.add(new ScriptRemark(
                        statement.position(),
                        "SQLite's driver gets this statement together with the one before it and runs only that",
                        "It is dropped, and nothing says so. MyBatis Migrations ends a statement where a line holds \"%s\": put each in lines of its own."
                                .formatted(delimiter)));
                text = TextPart.blanking(
                        text,
                        statement.offset(),
                        statement.offset() + statement.text().length());
            }
            from = end;
        }
        stringsWithDroppedLines(statements);
    }

    /** Empty lines and lines like comments go, within strings too. */
    private void stringsWithDroppedLines(List<SqlStatement> statements) {
        for (SqlStatement statement : statements) {
            for (SqlToken token : statement.tokens()) {
                boolean drops = token.text().indexOf('\n') >= 0
                        && token.text()
                                .lines()
                                .skip(1)
                                .anyMatch(line -> line.isBlank()
                                        || line.strip().startsWith("--")
                                        || line.strip().startsWith("//"));
                if (drops) {
                    remarks.add(
                            new ScriptRemark(
                                    SourcePosition.of(given.text(), statement.offset() + token.offset()),
                                    "MyBatis Migrations drops empty lines and lines that begin with -- or //, in this string too",
                                    "Another text is stored than the one that stands here. Write it without such lines: 'a' || char(10, 10) || 'b'."));
                }
            }
        }
    }
}
