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
        return run(script, Bookkeeping.NONE);
    }

    /**
     * Run {@code script} and, in the same transaction, what is to be written down of it. Where the script manages its
     * transactions itself, that goes into the last of them, if nothing follows it but settings of the connection; else into a
     * transaction of its own.
     */
    public ScriptRun run(MigrationScript script, Bookkeeping books) {
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
        Execution execution = new Execution(script, sql, books, texts);
        Optional<ScriptFailure> failure =
                rules.map(d1 -> d1.withinLimits(execution::run)).orElseGet(execution::run);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        List<String> putBack = database.reset(settings);
        if (failure.isEmpty() && statements.stream().anyMatch(ScriptRunner::opensSchemaTable)) {
            failure = unreadableSchema(statements);
        }
        boolean failed = failure.isPresent();
        return new ScriptRun(
                script,
                statements,
                execution.kept,
                duration,
                failed ? List.of() : putBack,
                failed ? List.of() : texts,
                failure);
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
        return new ScriptRun(script, List.of(), 0, Duration.ZERO, List.of(), List.of(), Optional.of(failure));
    }

    /**
     * Whether {@code script}, and what is written down of it, is in the database as a whole or not at all, whenever the process
     * ends.
     *
     * @throws SqlSyntaxException when its text is no sequence of statements
     */
    public boolean isAtomic(MigrationScript script) {
        List<SqlStatement> statements = sql(script).statements();
        return isWrapped(script, statements)
                ? statements.stream().noneMatch(TransactionMode::endsTransaction)
                : TransactionMode.isOneTransaction(statements);
    }

    private static boolean isWrapped(MigrationScript script, List<SqlStatement> statements) {
        return switch (script.transaction()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case UNLESS_ITS_OWN -> TransactionMode.of(statements) == TransactionMode.WRAPPED;
        };
    }

    /** One way through one script. */
    private final class Execution {
        private final MigrationScript script;
        private final SqlScript sql;
        private final Bookkeeping books;
        private final List<TextForColumn> texts;
        /** How many statements no ROLLBACK takes back any more. */
        private int kept;

        private SourcePosition position = new SourcePosition(1, 1);
        /** Where SQLite was when it failed, if it was at no statement of the script. */
        private String stage = "";

        Execution(MigrationScript script, SqlScript sql, Bookkeeping books, List<TextForColumn> texts) {
            this.script = script;
            this.sql = sql;
            this.books = books;
            this.texts = texts;
        }

        Optional<ScriptFailure> run() {
            try {
                return isWrapped(script, sql.statements()) ? wrapped() : unwrapped();
            } catch (StatementException e) {
                return Optional.of(
                        new ScriptFailure(cause(e), position, explained(message(e)) + stage, e.resultCode()));
            } catch (RejectedException e) {
                return Optional.of(new ScriptFailure(Cause.REJECTED, position, message(e), Optional.empty()));
            }
        }

        private Optional<ScriptFailure> wrapped() {
            database.command(books.begin());
            books.opened();
            Optional<ScriptFailure> failure = statements(0, sql.statements().size());
            if (failure.isPresent()) {
                return failure;
            }
            // The script may have ended the transaction itself: the connection knows, the text does not. A tool that
            // opened it says COMMIT all the same, and fails.
            boolean open = database.inTransaction();
            if (open) {
                completed();
            }
            if (open || script.transaction() == ScriptTransaction.ALWAYS) {
                commit();
            } else {
                inTransactionOfItsOwn(books::completed);
            }
            return Optional.empty();
        }

        private Optional<ScriptFailure> unwrapped() {
            inTransactionOfItsOwn(books::opened);
            int all = sql.statements().size();
            int lastCommit = TransactionMode.lastCommit(sql.statements());
            Optional<ScriptFailure> failure = statements(0, lastCommit < 0 ? all : lastCommit);
            if (failure.isPresent()) {
                return failure;
            }
            boolean written = lastCommit >= 0 && database.inTransaction();
            if (written) {
                completed();
            }
            failure = lastCommit < 0 ? failure : statements(lastCommit, all);
            if (failure.isEmpty() && !written) {
                inTransactionOfItsOwn(books::completed);
            }
            return failure;
        }

        private Optional<ScriptFailure> statements(int from, int to) {
            for (int i = from; i < to; i++) {
                Optional<ScriptFailure> failure = statement(i);
                if (failure.isPresent()) {
                    return failure;
                }
            }
            return Optional.empty();
        }

        private Optional<ScriptFailure> statement(int index) {
            SqlStatement statement = sql.statements().get(index);
            position = statement.position();
            stage = "";
            Optional<String> refusal = refusal(sql, index);
            if (refusal.isPresent()) {
                return Optional.of(
                        new ScriptFailure(Cause.REFUSED_BY_TARGET, position, refusal.get(), Optional.empty()));
            }
            texts.addAll(textsForColumns.in(sql, statement));
            database.execute(statement);
            if (!database.inTransaction() && !TransactionMode.isSetting(statement)) {
                kept = index + 1;
            }
            return Optional.empty();
        }

        private void completed() {
            stage = " (while it was written down)";
            books.completed();
            stage = "";
        }

        private void commit() {
            stage = " (at the COMMIT after the last statement)";
            database.command("COMMIT");
            kept = sql.statements().size();
        }

        private void inTransactionOfItsOwn(Runnable writing) {
            if (books == Bookkeeping.NONE) {
                return;
            }
            stage = " (while it was written down)";
            database.command(books.begin());
            writing.run();
            database.command("COMMIT");
            stage = "";
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
