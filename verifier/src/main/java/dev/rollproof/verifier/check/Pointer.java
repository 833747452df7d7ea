package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Points into a script at the statement that a difference most likely comes from. */
final class Pointer {
    private static final List<String> CHANGES = List.of("DROP", "DELETE", "UPDATE", "REPLACE", "INSERT", "WITH");

    private Pointer() {}

    /**
     * To the statement that most likely left one of the differences, of the first that any statement has to do with; to the
     * script as a whole where none has: what it does not do stands nowhere in it.
     */
    static Location to(ScriptRun run, List<SchemaChange> changes) {
        return changes.stream()
                .flatMap(change -> statement(run, name(change), change.relation()).stream())
                .findFirst()
                .map(s -> Location.of(run.script().file(), s.position()))
                .orElse(Location.of(run.script().file()));
    }

    private static String name(SchemaChange change) {
        return change.object().substring(change.object().lastIndexOf('.') + 1);
    }

    /**
     * To the statement that makes, alters or drops something by this name, else the one that drops the table, else any that
     * has one of the names, else the first.
     */
    static Location to(ScriptRun run, String name, String table) {
        return statement(run, name, table)
                .or(() -> first(run, s -> true))
                .map(s -> Location.of(run.script().file(), s.position()))
                .orElse(Location.of(run.script().file()));
    }

    private static Optional<SqlStatement> statement(ScriptRun run, String name, String table) {
        return first(run, s -> changesSchema(s) && names(s, name))
                .or(() -> first(run, s -> s.tokens().get(0).is("DROP") && names(s, table)))
                .or(() -> first(run, s -> names(s, name)))
                .or(() -> first(run, s -> names(s, table)));
    }

    /** To the statement that drops a table or changes its rows, else to any that names it. */
    static Location toChangeOf(ScriptRun run, String table) {
        return first(run, s -> CHANGES.stream().anyMatch(s.tokens().get(0)::is) && names(s, table))
                .map(s -> Location.of(run.script().file(), s.position()))
                .orElseGet(() -> to(run, table, table));
    }

    /** Whether any statement has this name in it. */
    static boolean names(ScriptRun run, String name) {
        return first(run, s -> names(s, name)).isPresent();
    }

    private static Optional<SqlStatement> first(ScriptRun run, Predicate<SqlStatement> fits) {
        return run.statements().stream().filter(fits).findFirst();
    }

    private static boolean changesSchema(SqlStatement statement) {
        SqlToken first = statement.tokens().get(0);
        return first.is("CREATE") || first.is("ALTER") || first.is("DROP");
    }

    static boolean names(SqlStatement statement, String name) {
        return statement.tokens().stream().anyMatch(token -> isName(token) && SqlName.same(token.name(), name));
    }

    /** Whether a token may be the name of something. */
    static boolean isName(SqlToken token) {
        return switch (token.kind()) {
            case WORD, DOUBLE_QUOTED, QUOTED_NAME -> true;
            case STRING, BLOB, NUMBER, VARIABLE, SYMBOL, ILLEGAL -> false;
        };
    }
}
