package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one of Liquibase's formatted SQL files, line by line as Liquibase's AbstractFormattedChangeLogParser does. Where Liquibase
 * stops, this says so and goes on, so that the rest is proven too.
 */
final class FormattedSqlFile {
    private static final Pattern HEADER = directive("\\s*--\\s*liquibase\\s*formatted.*");
    private static final Pattern PROPERTY = directive("\\s*--\\s*property\\s+(.*:.*)\\s+(.*:.*).*");
    private static final Pattern PROPERTY_SLIP = directive("\\s*?-+\\s*property\\s.*");
    private static final Pattern IGNORE_LINES = directive("--\\s*ignoreLines:(\\w+)");
    private static final Pattern IGNORE_SLIP = directive("-\\s*?ignoreLines:(\\w+).*|--\\s*ignore:(\\w+)");
    private static final Pattern CHANGESET =
            directive("\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):(\\s*)(\"[^\"]+\"|\\S+).*");
    private static final Pattern CHANGESET_SLIP = directive("-\\s*changeset\\s.*|\\s*--\\s*changeset\\s*.*");
    private static final Pattern PRO = directive("\\s*--\\s*(tagDatabase:\\s.*|include\\s+file:.*|includeAll\\s+.*)");
    private static final Pattern ROLLBACK_FILE = directive("\\s*--\\s*rollbackSqlFile\\s+(.*)");

    /**
     * A line, or a part of one, without its line break.
     *
     * @param number from 1
     * @param column where it begins in its line, from 1
     */
    record Line(String text, int number, int column) {
        SourcePosition position() {
            return new SourcePosition(number, column);
        }

        /** The part from an index on. */
        Line from(int index) {
            return new Line(text.substring(index), number, column + index);
        }

        /** Lines where they are in the file, and line breaks for all others. */
        static String inPlace(List<Line> lines) {
            StringBuilder text = new StringBuilder();
            int at = 1;
            for (Line line : lines) {
                text.append("\n".repeat(line.number - at))
                        .append(" ".repeat(line.column - 1))
                        .append(line.text);
                at = line.number;
            }
            return text.append('\n').toString();
        }
    }

    private final String file;
    private final List<Line> lines;
    private final LiquibaseChangelogs changelogs;
    private final LiquibaseProperties properties;
    private final String logicalPath;
    private Optional<LiquibaseChangeset> previous = Optional.empty();
    private Optional<FormattedChangeset> current = Optional.empty();
    private boolean droppedTextSaid;
    private int at;

    private FormattedSqlFile(String file, String text, LiquibaseChangelogs changelogs) {
        this.file = file;
        // As Liquibase reads: whatever ends a line, it goes on with a line feed.
        this.lines = lines(text.replace("\r\n", "\n").replace('\r', '\n'));
        this.changelogs = changelogs;
        this.properties = changelogs.properties();
        this.logicalPath = lines.stream()
                .filter(line -> HEADER.matcher(line.text()).matches())
                .findFirst()
                .flatMap(line -> new LiquibaseAttributes(line.text(), properties).logicalFilePath())
                .orElse(file);
    }

    private static Pattern directive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** Whether Liquibase takes this for a formatted file: its first line that is not blank says so. */
    static boolean isFormatted(String text) {
        String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return start.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> HEADER.matcher(line).matches())
                .isPresent();
    }

    /** Adds the file's changesets, and what stops Liquibase, to those of all files. */
    static void read(String file, String text, LiquibaseChangelogs changelogs) {
        new FormattedSqlFile(file, text, changelogs).read();
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            lines.add(new Line(text.substring(start, end), lines.size() + 1, 1));
            start = end + 1;
        }
        return lines;
    }

    private void read() {
        for (at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            Matcher changeset = CHANGESET.matcher(line.text());
            if (property(line) || ignored(line)) {
                continue;
            }
            if (changeset.matches()) {
                begin(line, changeset);
            } else if (CHANGESET_SLIP.matcher(line.text()).matches()) {
                stops(line, "this is no changeset to Liquibase", "Write --changeset AUTHOR:ID, with two dashes.");
            } else {
                current.ifPresentOrElse(open -> inside(open, line), () -> outside(line));
            }
        }
        finish(true);
    }

    private boolean property(Line line) {
        if (PROPERTY.matcher(line.text()).matches()) {
            Optional<String> name = word(line, "name");
            Optional<String> value = word(line, "value");
            boolean here = LiquibaseAttributes.isForSqlite(word(line, "dbms"));
            if (here && name.isPresent() && value.isPresent()) {
                properties.set(properties.expand(name.get()), value.get());
            }
            return true;
        }
        boolean slip = PROPERTY_SLIP.matcher(line.text()).matches();
        if (slip) {
            stops(line, "this is no property to Liquibase", "Write --property name:NAME value:VALUE.");
        }
        return slip;
    }

    private static Optional<String> word(Line line, String name) {
        Matcher matcher = directive(".*" + name + ":\\s*(\\S+).*").matcher(line.text());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private boolean ignored(Line line) {
        Matcher matcher = IGNORE_LINES.matcher(line.text());
        if (!matcher.matches()) {
            boolean slip = IGNORE_SLIP.matcher(line.text()).matches();
            if (slip) {
                stops(line, "this ignores nothing", "Write --ignoreLines:COUNT, or --ignoreLines:start and :end.");
            }
            return slip;
        }
        String what = matcher.group(1);
        if (what.equals("start")) {
            at++;
            while (at < lines.size() && !isIgnoreEnd(lines.get(at))) {
                at++;
            }
        } else if (what.length() < 10 && what.chars().allMatch(c -> c >= '0' && c <= '9')) {
            at += Integer.parseInt(what);
        } else {
            stops(line, "this ignores nothing", "Write --ignoreLines:COUNT, or --ignoreLines:start and :end.");
        }
        return true;
    }

    private static boolean isIgnoreEnd(Line line) {
        Matcher matcher = IGNORE_LINES.matcher(line.text());
        return matcher.matches() && matcher.group(1).equals("end");
    }

    private void begin(Line line, Matcher changeset) {
        finish(false);
        if (!changeset.group(2).isEmpty()) {
            stops(line, "a blank stands between the colon and the id", "Write --changeset AUTHOR:ID without it.");
        }
        LiquibaseAttributes attributes = new LiquibaseAttributes(line.text(), properties);
        attributes
                .runWith()
                .ifPresent(program -> stops(
                        line,
                        "runWith hands the changeset to %s, which it does not do for SQLite".formatted(program),
                        "Take runWith away."));
        current = Optional.of(new FormattedChangeset(
                file,
                line,
                properties.expand(unquoted(changeset.group(3))),
                properties.expand(unquoted(changeset.group(1))),
                attributes));
    }

    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }

    private void outside(Line line) {
        if (LiquibaseDirective.COMMENT.in(line.text()).matches()) {
            stops(line, "a --comment stands before the first changeset", "Move it below the --changeset line.");
        } else if (pro(line)) {
            return;
        } else if (!droppedTextSaid && !line.text().isBlank() && !isSqlComment(line)) {
            droppedTextSaid = true;
            changelogs.problem(ToolBehaviour.at(
                    Kind.MIGRATION_SKIPPED,
                    file,
                    position(line),
                    "Liquibase drops this text: it stands before the first changeset",
                    "Nothing of it is ever run. Write --changeset AUTHOR:ID above it."));
        }
    }

    private static boolean isSqlComment(Line line) {
        String start = line.text().strip();
        return start.startsWith("--") || start.startsWith("/*") || start.startsWith("*");
    }

    private boolean pro(Line line) {
        boolean pro = PRO.matcher(line.text()).matches();
        if (pro) {
            stops(
                    line,
                    "this takes a Liquibase Pro license",
                    "Without one Liquibase applies nothing, and Rollproof does not follow it: name the files in a changelog in"
                            + " YAML, XML or JSON.");
        }
        return pro;
    }

    private void inside(FormattedChangeset open, Line line) {
        Matcher rollbackFile = ROLLBACK_FILE.matcher(line.text());
        Optional<LiquibaseDirective> slip = LiquibaseDirective.slip(line.text());
        if (rollbackFile.matches()) {
            open.rollbackFile(rollbackFile.group(1));
        } else if (pro(line)) {
            return;
        } else if (slip.isPresent()) {
            stops(
                    line,
                    "that is not how Liquibase wants it written",
                    "Write " + slip.get().form() + ".");
        } else if (LiquibaseDirective.of(line.text())
                .filter(LiquibaseDirective.ROLLBACK_BLOCK::equals)
                .isPresent()) {
            block(open, line);
        } else {
            open.line(line);
        }
    }

    private void block(FormattedChangeset open, Line first) {
        for (at++; at < lines.size(); at++) {
            Line line = lines.get(at);
            int close = line.text().stripTrailing().endsWith("*/") ? line.text().lastIndexOf("*/") : -1;
            if (close >= 0) {
                open.rollback().lineOfBlock(new Line(line.text().substring(0, close), line.number(), 1));
                return;
            }
            open.rollback().lineOfBlock(line);
        }
        stops(first, "this comment is never closed", "Write */ at the end of its last line.");
    }

    private void finish(boolean last) {
        current.ifPresent(open -> {
            boolean empty = open.isEmpty();
            if (empty && (!last || previous.isEmpty())) {
                stops(open.header(), "changeset %s has no SQL".formatted(open.name()), "Give it SQL, or take it out.");
            } else if (!open.attributes().isIgnored()
                    && changelogs.isForSqlite(open.attributes().dbms())) {
                LiquibaseChangeset changeset = open.changeset(logicalPath, changelogs, previous, last);
                changelogs.add(changeset);
                previous = Optional.of(changeset);
            }
        });
        current = Optional.empty();
    }

    private void stops(Line line, String why, String help) {
        changelogs.stops(file, position(line), why, help);
    }

    private static SourcePosition position(Line line) {
        int indent = line.text().length() - line.text().stripLeading().length();
        return new SourcePosition(line.number(), indent + 1);
    }
}
