package dev.rollproof.verifier.run;

import dev.rollproof.verifier.d1.D1Rules;
import dev.rollproof.verifier.database.ConnectionSettings;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.run.ScriptFailure.Cause;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.sql.SqlToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs scripts on one database, each in a transaction of its own unless the script manages its transactions itself. What a
 * script leaves changed on the connection is put back before the next one. Not thread-safe: a connection is not.
 */
public final class ScriptRunner {
    private final SqliteDatabase database;
    private final ConnectionSettings settings;
    private final TextsForColumns textsForColumns;
    /** Each script runs three times and more. */
    private final Map<MigrationScript, SqlScript> read = new HashMap<>();

    /** Empty where SQLite's own rules are all. */
    private final Optional<D1Rules> rules;

    private ScriptRunner(SqliteDatabase database, Target target) {
        this.database = database;
        this.settings = database.settings();
        this.textsForColumns = new TextsForColumns(database);
        this.rules = target == Target.D1 ? Optional.of(D1Rules.of(database)) : Optional.empty();
    }

    /**
     * A runner for {@code database}, which must be in no transaction.
     *
     * @param engine what every script finds
     * @throws dev.rollproof.verifier.migration.InvalidInputException when a function that is to be stubbed is SQLite's own
     */
    public static ScriptRunner on(SqliteDatabase database, Engine engine) {
        database.foreignKeys(engine.foreignKeys());
        engine.stubFunctions().forEach(database::stubFunction);
        return new ScriptRunner(database, engine.target());
    }

    /** Run {@code script} to its end or to its first failure; after a failure its open transaction is rolled back. */
    public ScriptRun run(MigrationScript script) {
        if (script.refusal().isPresent()) {
            ScriptRemark why = script.refusal().get();
            return stopped(
                    script, new ScriptFailure(Cause.REFUSED_BY_TOOL, why.position(), why.message(), Optional.empty()));
        }
        long start = System.nanoTime();
        SqlScript sql;
        try {
            sql = sql(script);
        } catch (SqlSyntaxException e) {
            return stopped(script, new ScriptFailure(Cause.UNREADABLE, e.position(), message(e), Optional.empty()));
        }
        List<SqlStatement> statements = sql.statements();
        List<TextForColumn> texts = new ArrayList<>();
        Optional<ScriptFailure> failure = rules.map(d1 -> d1.withinLimits(() -> execute(script, sql, texts)))
                .orElseGet(() -> execute(script, sql, texts));
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        List<String> putBack = database.reset(settings);
        if (failure.isEmpty() && statements.stream().anyMatch(ScriptRunner::opensSchemaTable)) {
            failure = unreadableSchema(statements);
        }
        boolean failed = failure.isPresent();
        return new ScriptRun(
                script, statements, duration, failed ? List.of() : putBack, failed ? List.of() : texts, failure);
    }

    /**
     * What a script holds, in order.
     *
     * @throws SqlSyntaxException when its text is no sequence of statements
     */
    public List<SqlStatement> statements(MigrationScript script) {
        return sql(script).statements();
    }

    private SqlScript sql(MigrationScript script) {
        return read.computeIfAbsent(script, s -> SqlScript.read(s.text()));
    }

    private static ScriptRun stopped(MigrationScript script, ScriptFailure failure) {
        return new ScriptRun(script, List.of(), Duration.ZERO, List.of(), List.of(), Optional.of(failure));
    }

    private static boolean isWrapped(MigrationScript script, List<SqlStatement> statements) {
        return switch (script.transaction()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case UNLESS_ITS_OWN -> TransactionMode.of(statements) == TransactionMode.WRAPPED;
        };
    }

    private Optional<ScriptFailure> execute(MigrationScript script, SqlScript sql, List<TextForColumn> texts) {
        boolean wrapped = isWrapped(script, sql.statements());
        SourcePosition position = new SourcePosition(1, 1);
        boolean committing = false;
        try {
            if (wrapped) {
                database.command("BEGIN");
            }
            for (int i = 0; i < sql.statements().size(); i++) {
                SqlStatement statement = sql.statements().get(i);
                position = statement.position();
                Optional<String> refusal = refusal(sql, i);
                if (refusal.isPresent()) {
                    return Optional.of(
                            new ScriptFailure(Cause.REFUSED_BY_TARGET, position, refusal.get(), Optional.empty()));
                }
                texts.addAll(textsForColumns.in(sql, statement));
                database.execute(statement);
            }
            // The script may have ended the transaction itself: the connection knows, the text does not. A tool that
            // opened it
            // says COMMIT all the same, and fails.
            if (wrapped && (script.transaction() == ScriptTransaction.ALWAYS || database.inTransaction())) {
                committing = true;
                database.command("COMMIT");
            }
            return Optional.empty();
        } catch (StatementException e) {
            String where = committing ? " (at the COMMIT after the last statement)" : "";
            return Optional.of(new ScriptFailure(cause(e), position, explained(message(e)) + where, e.resultCode()));
        }
    }

    private Optional<String> refusal(SqlScript script, int index) {
        return rules.flatMap(d1 -> d1.refusal(script, index));
    }

    private String explained(String message) {
        return rules.map(d1 -> d1.explained(message)).orElse(message);
    }

    /** Behind {@code PRAGMA writable_schema} a script can store what SQLite does not read. */
    private static boolean opensSchemaTable(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        return tokens.get(0).is("PRAGMA")
                && tokens.stream().anyMatch(token -> token.name().equalsIgnoreCase("writable_schema"));
    }

    private Optional<ScriptFailure> unreadableSchema(List<SqlStatement> statements) {
        try {
            database.rereadSchema();
            return Optional.empty();
        } catch (StatementException e) {
            SourcePosition last = statements.get(statements.size() - 1).position();
            return Optional.of(new ScriptFailure(
                    cause(e),
                    last,
                    message(e) + " (the script leaves a schema that SQLite cannot read)",
                    e.resultCode()));
        }
    }

    /** Neither exception is ever without one. */
    private static String message(RuntimeException e) {
        return Objects.requireNonNull(e.getMessage());
    }

    private static Cause cause(StatementException e) {
        return switch (e.reason()) {
            case FAILED -> Cause.FAILED;
            case REFUSED -> Cause.REFUSED;
            case TIMED_OUT -> Cause.TIMED_OUT;
        };
    }
}
