package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The two directions of a sql-migrate file, whose sections may repeat. The rules are those of {@code ParseMigration} in
 * sqlparse/sqlparse.go, 1.8. The tool reads all files before it applies the first, so what it cannot read stops everything.
 */
final class SqlMigrateFile {
    static final String DIRECTIVE = "-- +migrate ";
    static final String BEGIN = DIRECTIVE + "StatementBegin";
    static final String END = DIRECTIVE + "StatementEnd";
    /** The scanner's buffers: a line's, and that for the words of one. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_BYTES_OF_A_WORD = 1 << 16;
    private static final int NOTHING = -1;

    private final MigrationScript file;
    private final List<String> lines;
    private final Section up;
    private final Section down;
    private Optional<Section> section = Optional.empty();
    private Optional<ScriptRemark> refusal = Optional.empty();
    private boolean fenced;
    private boolean atEnd;
    private int start = NOTHING;
    /** Whether a line of the statement that is being read is not blank. */
    private boolean unfinished;

    private static final class Section {
        private final ExecutedLines executed;
        private final List<ScriptRemark> misreadings = new ArrayList<>();
        private boolean transaction = true;
        private boolean present;

        private Section(int lines) {
            executed = new ExecutedLines(lines);
        }
    }

    private SqlMigrateFile(MigrationScript file) {
        this.file = file;
        this.lines = GoLines.of(file.text());
        this.up = new Section(lines.size());
        this.down = new Section(lines.size());
    }

    static SqlMigrateFile of(MigrationScript file) {
        SqlMigrateFile read = new SqlMigrateFile(file);
        for (int line = 0; line < read.lines.size() && read.refusal.isEmpty(); line++) {
            read.read(line, read.lines.get(line));
        }
        if (read.refusal.isEmpty()) {
            read.end();
        }
        return read;
    }

    MigrationScript up() {
        MigrationScript script = script(up);
        return refusal.map(why -> script.misread(List.of()).refused(why.position(), why.message(), why.help()))
                .orElse(script);
    }

    Optional<MigrationScript> down() {
        return down.present ? Optional.of(script(down)) : Optional.empty();
    }

    private MigrationScript script(Section of) {
        return of.executed
                .script(file, "sql-migrate", BEGIN, END)
                .misread(of.misreadings)
                .in(of.transaction ? ScriptTransaction.ALWAYS : ScriptTransaction.NEVER);
    }

    private void read(int line, String text) {
        if (GoLines.isAsLong(text, MOST_BYTES)) {
            refuse(line, "sql-migrate stops at a line of 1 MiB or more", "Break the line.");
            return;
        }
        if (text.startsWith("-- ") && !text.startsWith("-- +")) {
            comment(line, text);
            return;
        }
        if (text.startsWith(DIRECTIVE)) {
            directive(line, text);
        } else {
            warnOfUnknown(line, text);
        }
        if (refusal.isPresent()) {
            return;
        }
        if (section.isPresent()) {
            body(line, text, section.get());
        } else if (!GoLines.trim(text).isEmpty() && !GoLines.trim(text).startsWith("--")) {
            up.misreadings.add(ExecutedLines.remark(
                    line,
                    "sql-migrate drops this line: it stands above the first \"-- +migrate Up\" or \"-- +migrate Down\"",
                    text.startsWith("\uFEFF")
                            ? "A byte order mark begins this line: save the file without one."
                            : "Write the directive above it."));
        }
    }

    /** Between statements a comment is one; inside, the line is gone, which matters where it is part of a text. */
    private void comment(int line, String text) {
        Section of = section.orElse(up);
        if (!unfinished) {
            of.executed.put(line, text);
        } else if (isInsideText(of.executed.text(start, line))) {
            of.misreadings.add(ExecutedLines.remark(
                    line,
                    "sql-migrate drops this line: it drops every line that begins with \"-- \", also inside a text",
                    "Write the text so that no line of it begins so."));
        }
    }

    private static boolean isInsideText(String before) {
        try {
            SqlTokens.read(before);
            return false;
        } catch (SqlSyntaxException e) {
            return true;
        }
    }

    private void directive(int line, String text) {
        List<String> words = GoLines.words(text.substring(DIRECTIVE.length()));
        if (words.isEmpty()) {
            refuse(line, "sql-migrate stops at \"-- +migrate\" with nothing behind it", "Write Up or Down.");
            return;
        }
        switch (words.get(0)) {
            case "Up" -> begin(line, up, words);
            case "Down" -> begin(line, down, words);
            case "StatementBegin" -> fenced |= section.isPresent();
            case "StatementEnd" -> {
                atEnd = fenced;
                fenced = false;
            }
            default -> warnOfUnknown(line, text);
        }
    }

    private void begin(int line, Section next, List<String> words) {
        if (unfinished) {
            refuseUnfinished();
            return;
        }
        start = NOTHING;
        section = Optional.of(next);
        next.present = true;
        next.executed.put(line, lines.get(line));
        if (words.contains("notransaction")) {
            next.transaction = false;
        }
    }

    private void body(int line, String text, Section of) {
        if (!text.startsWith("-- +")) {
            of.executed.put(line, text);
            start = start == NOTHING ? line : start;
            unfinished |= !GoLines.trim(text).isEmpty();
        }
        if (atEnd) {
            of.executed.cutAtDirective(start == NOTHING ? line : start, line);
        } else if (!fenced && GoLines.endsStatement(text, MOST_BYTES_OF_A_WORD)) {
            of.executed.cut(start == NOTHING ? line : start, line + 1);
        } else {
            return;
        }
        atEnd = false;
        unfinished = false;
        start = NOTHING;
    }

    private void end() {
        if (fenced) {
            refuse(
                    lines.size() - 1,
                    "sql-migrate finds no \"-- +migrate StatementEnd\" for the last StatementBegin",
                    "Write it behind the statement.");
        } else if (section.isEmpty()) {
            refuse(
                    0,
                    "sql-migrate finds neither \"-- +migrate Up\" nor \"-- +migrate Down\" in the file",
                    "Write the first above the statements; every .sql file here is taken for a migration.");
        } else if (unfinished) {
            refuseUnfinished();
        }
    }

    private void refuseUnfinished() {
        refuse(
                start,
                "sql-migrate finds no end of this statement: the last word of a line must end in a semicolon",
                "End it with one. A comment of its own must begin with \"-- \", with the blank.");
    }

    /** A directive that is not quite one is a comment to the tool, and what follows runs in the section above. */
    private void warnOfUnknown(int line, String text) {
        String letters = text.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        if (GoLines.trim(text).startsWith("--") && letters.startsWith("+migrate")) {
            section.orElse(up)
                    .misreadings
                    .add(
                            ExecutedLines.remark(
                                    line,
                                    "sql-migrate passes over \"%s\": it is none of its directives"
                                            .formatted(GoLines.trim(text)),
                                    "What follows runs as part of the section above. Write it as \"-- +migrate Up\", \"-- +migrate Down\","
                                            + " StatementBegin or StatementEnd, at the beginning of the line and in these letters."));
        }
    }

    private void refuse(int line, String message, String help) {
        refusal = Optional.of(ExecutedLines.remark(
                line, message, help + " Until then it applies no migration of this folder at all."));
    }
}
