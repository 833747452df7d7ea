package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.run.TextForColumn;
import java.util.List;
import java.util.stream.Stream;

/** A script means a column in double quotes, and SQLite takes it for a string. */
final class ColumnCopiedAsText implements Check {
    @Override
    public String id() {
        return "column-copied-as-text";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return Failures.firstRuns(step).flatMap(this::findings).toList();
    }

    private Stream<Finding> findings(ScriptRun run) {
        return run.textForColumns().stream()
                .map(text -> finding(Location.of(run.script().file(), text.position()), message(text), help(text)));
    }

    private static String message(TextForColumn text) {
        return "SQLite takes \"%s\" for the text '%s' here: %s has a column %s, but no table that is read here has one"
                .formatted(text.name(), text.name().replace("'", "''"), text.table(), text.name());
    }

    private static String help(TextForColumn text) {
        return "Where SQLite is built so, as in Cloudflare D1, sqlite-jdbc and the sqlite3 shell, the rows get that text; where"
                + " not, as in better-sqlite3 and libsql, it fails with \"no such column\". Write what is meant instead of \"%s\": a column that is there, NULL or a value."
                        .formatted(text.name());
    }
}
