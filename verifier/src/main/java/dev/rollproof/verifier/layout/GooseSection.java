package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One direction of a goose file. goose reads the whole file for each, and what is wrong with the other section may pass; the
 * states and their order are those of {@code ParseSQLMigration} in internal/sqlparser/parser.go, v3.27.
 */
final class GooseSection {
    /** {@code scanBufSize}: a line of so many bytes does not fit. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int NOTHING = -1;

    private enum State {
        START,
        UP,
        UP_BEGUN,
        UP_ENDED,
        DOWN,
        DOWN_BEGUN,
        DOWN_ENDED;

        boolean isDown() {
            return this == DOWN || this == DOWN_BEGUN || this == DOWN_ENDED;
        }

        boolean isBegun() {
            return this == UP_BEGUN || this == DOWN_BEGUN;
        }

        boolean isEnded() {
            return this == UP_ENDED || this == DOWN_ENDED;
        }
    }

    /** What makes goose stop. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ScriptRemark remark;

        Stop(ScriptRemark remark) {
            super(remark.message());
            this.remark = remark;
        }
    }

    private final List<String> lines;
    private final boolean down;
    private final Map<String, String> environment;
    private final ExecutedLines executed;
    private final List<ScriptRemark> misreadings = new ArrayList<>();
    private State state = State.START;
    private boolean transaction = true;
    private boolean substituting;
    /** The first line of the statement that is being read. */
    private int start = NOTHING;

    private GooseSection(List<String> lines, boolean down, Map<String, String> environment) {
        this.lines = lines;
        this.down = down;
        this.environment = environment;
        this.executed = new ExecutedLines(lines.size());
    }

    /** Reads what goose runs of a file in one direction. */
    static MigrationScript read(MigrationScript file, boolean down, Map<String, String> environment) {
        GooseSection section = new GooseSection(GoLines.of(file.text()), down, environment);
        MigrationScript script;
        try {
            section.read();
            script = section.executed.script(
                    file, "goose", GooseAnnotation.STATEMENT_BEGIN.line(), GooseAnnotation.STATEMENT_END.line());
        } catch (Stop e) {
            script = file.withText(section.executed.text())
                    .refused(e.remark.position(), e.remark.message(), e.remark.help());
        }
        return script.misread(script.refusal().isPresent() ? List.of() : section.misreadings)
                .in(section.transaction ? ScriptTransaction.ALWAYS : ScriptTransaction.NEVER);
    }

    private void read() {
        for (int line = 0; line < lines.size(); line++) {
            read(line, lines.get(line));
        }
        int last = Math.max(lines.size() - 1, 0);
        if (state == State.START) {
            throw stop(last, "goose finds no \"-- +goose Up\" in the file", "Write it above the first statement.");
        }
        if (state.isBegun()) {
            throw stop(
                    last,
                    "goose finds no \"-- +goose StatementEnd\" for the last StatementBegin",
                    "Write it behind the statement.");
        }
        requireFinished();
    }

    private void read(int line, String text) {
        if (GoLines.isAsLong(text, MOST_BYTES)) {
            throw stop(line, "goose stops at a line of 4 MiB or more", "Break the line.");
        }
        if (state == State.START && GoLines.trim(text).isEmpty()) {
            return;
        }
        boolean annotation = GooseAnnotation.isOne(text);
        if (annotation && annotated(line, text)) {
            keep(line, text);
            return;
        }
        if (!annotation) {
            warnOfCapitals(line, text);
        }
        if (start == NOTHING && (text.isEmpty() || GoLines.trim(text).startsWith("--"))) {
            keep(line, text);
            return;
        }
        statement(line, text);
    }

    /** Follows an annotation; false for the one that ends a statement, which goose then goes on to treat as its line. */
    private boolean annotated(int line, String text) {
        GooseAnnotation annotation;
        try {
            annotation = GooseAnnotation.of(text);
        } catch (IllegalArgumentException e) {
            throw stop(
                    line,
                    "goose " + e.getMessage(),
                    "Write the annotation as it is known, or the comment without \"+goose\".");
        }
        switch (annotation) {
            case UP -> begin(line);
            case DOWN -> beginDown(line);
            case STATEMENT_BEGIN -> beginStatement(line);
            case STATEMENT_END -> endStatement(line);
            case NO_TRANSACTION -> transaction = false;
            case ENVSUB_ON -> substituting = true;
            case ENVSUB_OFF -> substituting = false;
        }
        return annotation != GooseAnnotation.STATEMENT_END;
    }

    private void begin(int line) {
        if (state != State.START) {
            throw stop(
                    line, "goose allows one \"-- +goose Up\" in a file, and this is the second", "Join the sections.");
        }
        state = State.UP;
    }

    private void beginDown(int line) {
        if (state != State.UP && state != State.UP_ENDED) {
            throw stop(
                    line,
                    "goose allows one \"-- +goose Down\" in a file, behind \"-- +goose Up\" and outside of a statement",
                    "Join the sections, up first, or close the StatementBegin above.");
        }
        requireFinished();
        state = State.DOWN;
    }

    private void beginStatement(int line) {
        if (state == State.START || state.isBegun()) {
            throw stop(
                    line,
                    "goose allows \"-- +goose StatementBegin\" only in a section and not inside another",
                    "Write it below \"-- +goose Up\" or \"-- +goose Down\", and close the one before.");
        }
        state = state.isDown() ? State.DOWN_BEGUN : State.UP_BEGUN;
    }

    private void endStatement(int line) {
        if (!state.isBegun()) {
            throw stop(
                    line,
                    "goose finds no \"-- +goose StatementBegin\" for this StatementEnd",
                    "Write it above the statement, or take this line out.");
        }
        state = state.isDown() ? State.DOWN_ENDED : State.UP_ENDED;
    }

    private void statement(int line, String text) {
        String run = text;
        if (!state.isEnded()) {
            run = substituting ? substituted(line, text) : text;
            executed.put(line, run);
            start = start == NOTHING ? line : start;
        }
        if (state == State.START) {
            throw stop(
                    line,
                    "goose allows only blank lines and -- comments above \"-- +goose Up\"",
                    text.startsWith("\uFEFF")
                            ? "A byte order mark stands before it: save the file without one."
                            : "Write the annotation above this line.");
        }
        if (state.isDown() != down) {
            executed.put(line, "");
            start = NOTHING;
        } else if (state.isEnded()) {
            endedStatement(line, text);
        } else if (!state.isBegun() && GoLines.endsStatement(run, MOST_BYTES)) {
            // goose takes away white space that SQLite would not, a no-break space.
            executed.put(line, GoLines.trimEnd(run));
            executed.cut(start, line + 1);
            start = NOTHING;
        }
    }

    /** With nothing between Begin and End goose still waits for the line that ends the statement, and loses the next one. */
    private void endedStatement(int line, String text) {
        if (start == NOTHING) {
            misreadings.add(ExecutedLines.remark(
                    line,
                    "goose drops this line: \"%s\" follows a StatementBegin and StatementEnd with no statement between"
                            .formatted(GoLines.trim(text)),
                    "Take the two empty annotations out."));
        } else {
            executed.cutAtDirective(start, line);
        }
        start = NOTHING;
        state = state.isDown() ? State.DOWN : State.UP;
    }

    private String substituted(int line, String text) {
        try {
            return EnvironmentSubstitution.in(text, environment);
        } catch (IllegalArgumentException e) {
            throw stop(
                    line,
                    "goose cannot replace the variables of this line: " + e.getMessage(),
                    "Set the variable, or end the substitution with \"-- +goose ENVSUB OFF\" above.");
        }
    }

    private void requireFinished() {
        if (start != NOTHING
                && !GoLines.trim(executed.text(start, lines.size())).isEmpty()) {
            throw stop(
                    start,
                    "goose finds no end of this statement: the last word of a line must end in a semicolon",
                    "End it with one; a comment behind it must begin with --.");
        }
    }

    /** Comments may declare something, and belong to the section that they stand in. */
    private void keep(int line, String text) {
        if (state.isDown() == down && start == NOTHING) {
            executed.put(line, text);
        }
    }

    private void warnOfCapitals(int line, String text) {
        String trimmed = GoLines.trim(text);
        if (state.isDown() == down
                && trimmed.startsWith("--")
                && trimmed.toLowerCase(Locale.ROOT).contains("+goose")) {
            misreadings.add(ExecutedLines.remark(
                    line,
                    "goose takes \"%s\" for a comment: it knows \"+goose\" in lower case only".formatted(trimmed),
                    "What follows runs as part of the section above. Write it in lower case."));
        }
    }

    private static Stop stop(int line, String message, String help) {
        return new Stop(ExecutedLines.remark(line, message, help));
    }
}
