package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.database.ConnectionSettings;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.run.ScriptRunner;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A script of rows. */
record SqlSeed(SeedText source) implements Seed {
    private static final String NO_TABLE = "no such table: ";
    private static final String NO_COLUMN = "no such column: ";
    private static final String TABLE = "table ";
    private static final String NO_COLUMN_NAMED = " has no column named ";

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String text() {
        return source.text();
    }

    @Override
    public void apply(SqliteDatabase database, boolean foreignKeys) {
        ConnectionSettings found = database.settings();
        ScriptRun run = ScriptRunner.on(database, Engine.sqlite(foreignKeys)).run(new MigrationScript(name(), text()));
        database.reset(found);
        if (run.failure().isPresent()) {
            ScriptFailure failure = run.failure().get();
            throw source.wrong(failure.position(), failure.message() + hint(database, run, failure));
        }
    }

    private static String hint(SqliteDatabase database, ScriptRun run, ScriptFailure failure) {
        try {
            return nearest(database, run, failure);
        } catch (StatementException e) {
            // What the statement names cannot be asked for its columns: a view that does not compile.
            return "";
        }
    }

    /** What SQLite does not find is often only misspelt. */
    private static String nearest(SqliteDatabase database, ScriptRun run, ScriptFailure failure) {
        String message = failure.message();
        if (message.startsWith(NO_TABLE)) {
            String name = message.substring(NO_TABLE.length());
            return TargetTable.nearestTable(database, name.startsWith("main.") ? name.substring(5) : name);
        }
        int middle = message.indexOf(NO_COLUMN_NAMED);
        if (message.startsWith(TABLE) && middle > 0) {
            String column = message.substring(middle + NO_COLUMN_NAMED.length());
            return TargetTable.find(database, message.substring(TABLE.length(), middle))
                    .map(table -> table.nearestColumn(column))
                    .orElse("");
        }
        if (message.startsWith(NO_COLUMN)) {
            String column = message.substring(message.lastIndexOf('.') + 1);
            return TargetTable.didYouMean(
                    column.startsWith(NO_COLUMN) ? column.substring(NO_COLUMN.length()) : column,
                    columnsNear(database, run, failure));
        }
        return "";
    }

    /** The columns of all tables that the failed statement names. */
    private static List<String> columnsNear(SqliteDatabase database, ScriptRun run, ScriptFailure failure) {
        Set<String> words = run.statements().stream()
                .filter(statement -> statement.position().equals(failure.position()))
                .flatMap(statement -> statement.tokens().stream())
                .map(token -> SqlName.fold(token.name()))
                .collect(Collectors.toSet());
        return TargetTable.names(database).stream()
                .filter(name -> words.contains(SqlName.fold(name)))
                .flatMap(name -> TargetTable.find(database, name).stream())
                .flatMap(table -> table.columns().values().stream())
                .map(TargetTable.Column::name)
                .toList();
    }
}
