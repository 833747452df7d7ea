package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.run.ScriptRunner;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An up and its rollback over some rows, run the way the verifier runs them. */
final class Proof implements AutoCloseable {
    private final SqliteDatabase before = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);
    private final SqliteDatabase afterUp = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);
    private final SqliteDatabase after = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);
    private final ScriptRunner runner = ScriptRunner.on(after, Engine.sqlite(true));

    /** Runs {@code setup}, {@code up} and {@code rollback}, with foreign keys on, and compares all tables. */
    static List<RowChange> changes(String setup, String up, String rollback) {
        try (Proof proof = new Proof()) {
            proof.setUp(setup);
            return proof.of(up, rollback, () -> {});
        }
    }

    SqliteDatabase database() {
        return after;
    }

    private ScriptRun run(String script) {
        ScriptRun run = runner.run(new MigrationScript("0001_a.sql", script));
        run.failure().ifPresent(failure -> {
            throw new AssertionError(failure.message() + " in " + script);
        });
        return run;
    }

    void setUp(String script) {
        run(script);
    }

    /** Runs both and compares all tables. */
    List<RowChange> of(String up, String rollback, Runnable betweenThem) {
        before.restore(after.image());
        ScriptRun upRun = run(up);
        afterUp.restore(after.image());
        betweenThem.run();
        ScriptRun rollbackRun = run(rollback);
        TableContents was = contents(before);
        return ContentsComparison.of(was, contents(afterUp), contents(after), upRun, rollbackRun, tables(was));
    }

    private static TableContents contents(SqliteDatabase database) {
        return new TableContents(database, SchemaSnapshot.capture(database));
    }

    private static Set<String> tables(TableContents contents) {
        return Stream.concat(contents.schema().tables().stream(), contents.schema().virtualTables().stream())
                .map(table -> SqlName.fold(table.name()))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        before.close();
        afterUp.close();
        after.close();
    }
}
