package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What Cloudflare D1 refuses and SQLite allows. D1 asks SQLite's authorizer, which the JDBC driver does not have; so a
 * statement's shape is read from its tokens, and what it uses is found by asking SQLite about a copy of it in which a name
 * is replaced.
 *
 * <p>Source: src/workerd/util/sqlite.c++ and src/workerd/api/sql.c++ of cloudflare/workerd; {@code docs/d1.md} says what
 * was seen on a local workerd and what is unknown. For one database; not for several threads.
 */
public final class D1Rules {
    private final SqliteDatabase database;
    private final UsedFunctions functions;

    private D1Rules(SqliteDatabase database) {
        this.database = database;
        this.functions = new UsedFunctions(database);
    }

    /** The rules for scripts that run on {@code database}. */
    public static D1Rules of(SqliteDatabase database) {
        return new D1Rules(database);
    }

    /** Does {@code work} within D1's limits, which SQLite keeps then, in our own queries too. */
    public <T> T withinLimits(Supplier<T> work) {
        return database.within(D1Limits.STATEMENT, work);
    }

    /**
     * Why D1 would not run a statement, in its own words and with the remedy; empty where it would leave it to SQLite.
     * To be asked right before the statement runs, within {@link #withinLimits}: it depends on the schema. Changes nothing.
     *
     * @param index of the statement in the script, from 0
     */
    public Optional<String> refusal(SqlScript script, int index) {
        SqlStatement statement = withoutExplain(script.statements().get(index));
        return tooLong(script, index)
                .or(() -> Shape.of(statement.tokens()).refusal(functions::isInSchema))
                .or(() -> unboundParameter(statement))
                .or(() -> ShadowTables.refusal(statement, database))
                .or(() -> functions.refusal(statement))
                .map(Refusal::message);
    }

    /**
     * Why D1 would not run a statement whatever the schema, as far as its text shows it: functions in it by their names, limits by
     * what is written out.
     *
     * @param index of the statement in the script, from 0
     */
    public static Optional<String> refusalInAnySchema(SqlScript script, int index) {
        SqlStatement statement = withoutExplain(script.statements().get(index));
        return tooLong(script, index)
                .or(() -> Shape.of(statement.tokens()).refusal(name -> false))
                .or(() -> unboundParameter(statement))
                .or(() -> StatementText.refusal(statement.tokens()))
                .map(Refusal::message);
    }

    /** SQLite's message with D1's limit beside it, where it is D1 that sets the limit. */
    public String explained(String message) {
        return D1Limits.explained(message);
    }

    /** Comments before a statement count: Wrangler sends them with it. */
    private static Optional<Refusal> tooLong(SqlScript script, int index) {
        SqlStatement statement = script.statements().get(index);
        // Without its ';' a statement ends with the file.
        int end =
                statement.text().endsWith(";") ? end(statement) : script.text().length();
        int start = index == 0 ? 0 : end(script.statements().get(index - 1));
        int bytes = script.text().substring(start, end).strip().getBytes(StandardCharsets.UTF_8).length;
        return bytes <= D1Limits.STATEMENT_BYTES
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "statement too long",
                        "It has " + bytes + " bytes with the comments before it, and D1 takes "
                                + D1Limits.STATEMENT_BYTES + "; cut it into several"));
    }

    private static int end(SqlStatement statement) {
        return statement.offset() + statement.text().length();
    }

    /** {@code EXPLAIN} and {@code EXPLAIN QUERY PLAN} are authorized like the statement behind them. */
    private static SqlStatement withoutExplain(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        boolean plan =
                tokens.size() > 2 && tokens.get(1).is("QUERY") && tokens.get(2).is("PLAN");
        int first = plan ? 3 : 1;
        if (!tokens.get(0).is("EXPLAIN") || tokens.size() <= first) {
            return statement;
        }
        int from = tokens.get(first).offset();
        return new SqlStatement(
                statement.text().substring(from),
                statement.offset() + from,
                statement.position(),
                tokens.subList(first, tokens.size()).stream()
                        .map(token -> new SqlToken(token.kind(), token.text(), token.offset() - from))
                        .toList());
    }

    private static Optional<Refusal> unboundParameter(SqlStatement statement) {
        return statement.tokens().stream()
                .filter(token -> token.kind() == SqlToken.Kind.VARIABLE)
                .findFirst()
                .filter(token -> !isBeyondLimit(token))
                .map(token -> new Refusal(
                        "Wrong number of parameter bindings for SQL query.",
                        "Write the value in place of " + token.text() + ": nothing is bound in a migration"));
    }

    /** Above the limit SQLite refuses the number before D1 counts. */
    private static boolean isBeyondLimit(SqlToken parameter) {
        String number = parameter.text().substring(1);
        return parameter.text().startsWith("?") && number.length() >= 3 && !number.equals("100");
    }
}
