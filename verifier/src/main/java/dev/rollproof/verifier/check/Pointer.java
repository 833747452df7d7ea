package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ObjectChanged;
import dev.rollproof.verifier.diff.SchemaChange.ObjectLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ObjectMissing;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Trigger;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Points into a script at the statement that a difference most likely comes from. */
final class Pointer {
    private static final List<String> CHANGES = List.of("DROP", "DELETE", "UPDATE", "REPLACE", "INSERT", "WITH");

    private Pointer() {}

    /** To the statement that most likely left {@code change}. */
    static Location to(ScriptRun run, SchemaChange change) {
        int dot = change.object().lastIndexOf('.');
        String name = change.object().substring(dot + 1);
        String table = dot < 0 ? tableOf(change) : change.object().substring(0, dot);
        return to(run, name, table);
    }

    /**
     * To the statement that makes, alters or drops something by this name, else the one that drops the table, else any that
     * has one of the names, else the first.
     */
    static Location to(ScriptRun run, String name, String table) {
        return first(run, s -> changesSchema(s) && names(s, name))
                .or(() -> first(run, s -> s.tokens().get(0).is("DROP") && names(s, table)))
                .or(() -> first(run, s -> names(s, name)))
                .or(() -> first(run, s -> names(s, table)))
                .or(() -> first(run, s -> true))
                .map(s -> Location.of(run.script().file(), s.position()))
                .orElse(Location.of(run.script().file()));
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

    private static boolean names(SqlStatement statement, String name) {
        return statement.tokens().stream().anyMatch(token -> isName(token) && SqlName.same(token.name(), name));
    }

    private static boolean isName(SqlToken token) {
        return switch (token.kind()) {
            case WORD, DOUBLE_QUOTED, QUOTED_NAME -> true;
            case STRING, BLOB, NUMBER, VARIABLE, SYMBOL, ILLEGAL -> false;
        };
    }

    /** The table that an index or a trigger belongs to, and goes with. */
    private static String tableOf(SchemaChange change) {
        if (change instanceof ObjectMissing missing) {
            return tableOf(missing.missing());
        }
        if (change instanceof ObjectLeftBehind left) {
            return tableOf(left.left());
        }
        return change instanceof ObjectChanged changed ? tableOf(changed.was()) : change.object();
    }

    private static String tableOf(SchemaObject object) {
        if (object instanceof Index index) {
            return index.table();
        }
        return object instanceof Trigger trigger ? trigger.table() : object.name();
    }
}
