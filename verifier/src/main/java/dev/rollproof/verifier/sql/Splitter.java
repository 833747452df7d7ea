package dev.rollproof.verifier.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script where SQLite ends a statement: at each ';', but in CREATE TRIGGER only at the one after {@code ; END}.
 *
 * <p>The states are those of {@code sqlite3_complete()} (complete.c), driven by tokens instead of characters. They are
 * enough, because after a ';' of a trigger's body only a statement or the trigger's own END can stand, never the END of a
 * CASE.
 */
final class Splitter {
    private enum State {
        START,
        PLAIN,
        EXPLAIN,
        CREATE,
        TRIGGER,
        TRIGGER_SEMICOLON,
        TRIGGER_END
    }

    private final String text;
    private final Tokenizer tokenizer;
    private final List<SqlStatement> statements = new ArrayList<>();

    /** The tokens of the statement that is being read. */
    private final List<SqlToken> tokens = new ArrayList<>();

    private int start;
    private int startOfLast;
    private SourcePosition positionOfLast = new SourcePosition(1, 1);

    Splitter(String text) {
        this.text = text;
        this.tokenizer = new Tokenizer(text);
    }

    List<SqlStatement> split() {
        State state = State.START;
        int end = 0;
        while (tokenizer.advance()) {
            end = tokenizer.end();
            if (tokens.isEmpty()) {
                start = tokenizer.start();
            }
            SqlToken token = tokenizer.token(start);
            boolean semicolon = token.text().equals(";");
            if (semicolon && endsAtSemicolon(state)) {
                add(end);
                state = State.START;
            } else {
                tokens.add(token);
                state = semicolon ? State.TRIGGER_SEMICOLON : after(state, token);
            }
        }
        tokenizer.refuseOpenComment();
        add(end);
        return List.copyOf(statements);
    }

    private static boolean endsAtSemicolon(State state) {
        return state != State.TRIGGER && state != State.TRIGGER_SEMICOLON;
    }

    private static State after(State state, SqlToken token) {
        return switch (state) {
            case START -> token.is("EXPLAIN") ? State.EXPLAIN : token.is("CREATE") ? State.CREATE : State.PLAIN;
            case PLAIN -> State.PLAIN;
            // QUERY PLAN may stand between; CREATE is a reserved word, so where it stands a statement begins.
            case EXPLAIN -> token.is("CREATE") ? State.CREATE : State.EXPLAIN;
            case CREATE -> afterCreate(token);
            case TRIGGER, TRIGGER_END -> State.TRIGGER;
            case TRIGGER_SEMICOLON -> token.is("END") ? State.TRIGGER_END : State.TRIGGER;
        };
    }

    private static State afterCreate(SqlToken token) {
        if (token.is("TEMP") || token.is("TEMPORARY")) {
            return State.CREATE;
        }
        return token.is("TRIGGER") ? State.TRIGGER : State.PLAIN;
    }

    private void add(int end) {
        if (tokens.isEmpty()) {
            return;
        }
        positionOfLast = positionOfLast.moved(text, startOfLast, start);
        startOfLast = start;
        statements.add(new SqlStatement(text.substring(start, end), start, positionOfLast, List.copyOf(tokens)));
        tokens.clear();
    }
}
