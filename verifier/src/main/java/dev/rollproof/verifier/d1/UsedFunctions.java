package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.database.RowCursor;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The functions, and the tables that SQLite makes itself, that a statement really uses and D1 does not let it use.
 *
 * <p>D1 looks when SQLite resolves a name: in code that never runs too, in the views and triggers that a statement reaches,
 * and not in a column that is called like a function. The program behind EXPLAIN does not show all of it: SQLite leaves
 * out what cannot matter, and compiles some functions into other instructions. So the statement is explained once more with
 * the name replaced by one that nothing has: SQLite then complains of that name, or it was not a use of it.
 */
final class UsedFunctions {
    /** Nobody calls anything so. */
    private static final String NOTHING = "rollproof_has_no_such_name";

    private static final String EXPLAIN = "EXPLAIN ";
    private static final String NO_FUNCTION = "no such function: " + NOTHING;
    private static final String NO_TABLE = "no such table: ";

    /** Tables that are in the driver's SQLite and not in D1's. */
    private static final Set<String> FOREIGN_TABLES = Set.of("dbstat", "fts3tokenize");

    private static final String PRAGMA_TABLE = "pragma_";

    /** The one that D1 names where a statement uses several. */
    private static final String FAIL = "sqlite_fail";

    private final SqliteDatabase database;
    /** In lower case: what SQLite has here and D1 does not allow. */
    private final Set<String> functions = new HashSet<>();
    /** By the SQL of a view or trigger: whether it holds a name to ask about. Most hold none, and they are many. */
    private final Map<String, Boolean> suspicious = new HashMap<>();

    UsedFunctions(SqliteDatabase database) {
        this.database = database;
    }

    Optional<Refusal> refusal(SqlStatement statement) {
        SqlToken first = statement.tokens().get(0);
        if (first.is("PRAGMA")) {
            return Optional.empty();
        }
        if (functions.isEmpty()) {
            readFunctions();
        }
        return firstUse(statement.tokens(), statement.text(), text -> explainError(EXPLAIN + text))
                .or(() -> inDefaults(statement))
                .or(() -> first.is("ALTER") ? inAlter(statement) : Optional.empty())
                .or(() -> inStored(EXPLAIN + statement.text()));
    }

    private void readFunctions() {
        database
                .query("SELECT DISTINCT lower(name) FROM pragma_function_list", row -> String.valueOf(row.text(1)))
                .stream()
                .filter(name -> !D1Functions.allows(name))
                .forEach(functions::add);
    }

    private Optional<Refusal> firstUse(List<SqlToken> tokens, String text, Explanation explanation) {
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> use(tokens, i, text, explanation))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private interface Explanation {
        /** SQLite's complaint about a text, empty where it has none. */
        String errorOf(String text);
    }

    private Optional<Refusal> use(List<SqlToken> tokens, int index, String text, Explanation explanation) {
        SqlToken token = tokens.get(index);
        if (!canBeName(token)) {
            return Optional.empty();
        }
        String name = token.name().toLowerCase(Locale.ROOT);
        boolean called = isCalled(tokens, index);
        if (called
                && functions.contains(name)
                && explanation.errorOf(replaced(text, token)).equals(NO_FUNCTION)) {
            return Optional.of(D1Functions.refusal(token.name()));
        }
        if (!name.startsWith(PRAGMA_TABLE) && !FOREIGN_TABLES.contains(name)) {
            return Optional.empty();
        }
        String error = explanation.errorOf(replaced(text, token));
        if (!isMissingTable(error) || isInSchema(name)) {
            return Optional.empty();
        }
        return name.startsWith(PRAGMA_TABLE)
                ? ofPragmaTable(tokens, index)
                : Optional.of(new Refusal(
                        error.replace(NOTHING, token.name()), "Take it out: D1's SQLite does not have this table"));
    }

    /** A PRAGMA written as a table obeys the same list; its argument is read where it is written out. */
    private static Optional<Refusal> ofPragmaTable(List<SqlToken> tokens, int index) {
        String pragma =
                tokens.get(index).name().substring(PRAGMA_TABLE.length()).toLowerCase(Locale.ROOT);
        if (!D1Pragmas.ALLOWED.containsKey(pragma)) {
            return Optional.of(D1Pragmas.refusal(pragma));
        }
        boolean cloudflares = isCalled(tokens, index)
                && index + 2 < tokens.size()
                && Names.isCloudflares(tokens.get(index + 2).name());
        return cloudflares
                ? Optional.of(Refusal.notAuthorized("Name a table that is not Cloudflare's own"))
                : Optional.empty();
    }

    boolean isInSchema(String name) {
        return !database.query("SELECT 1 FROM sqlite_schema WHERE name = ? COLLATE NOCASE", row -> 1, name)
                .isEmpty();
    }

    /**
     * SQLite does not look at the functions of a DEFAULT when a table is made; D1 does. Nothing is looked at where
     * {@code IF NOT EXISTS} finds the table.
     */
    private Optional<Refusal> inDefaults(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        boolean creates = tokens.get(0).is("CREATE");
        if (!(creates || tokens.get(0).is("ALTER")) || !tokens.get(1).is("TABLE")) {
            return Optional.empty();
        }
        if (creates
                && Shape.of(tokens).created().filter(name -> isInSchema(name)).isPresent()) {
            return Optional.empty();
        }
        return IntStream.range(0, tokens.size() - 1)
                .filter(i ->
                        tokens.get(i).is("DEFAULT") && tokens.get(i + 1).text().equals("("))
                .mapToObj(i -> inDefault(statement, i + 1))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Refusal> inDefault(SqlStatement statement, int open) {
        List<SqlToken> tokens = statement.tokens();
        int close = closing(tokens, open);
        int from = tokens.get(open).offset();
        String expression = statement.text().substring(from, tokens.get(close).offset() + 1);
        for (int i = open + 1; i < close; i++) {
            SqlToken token = tokens.get(i);
            if (token.is("REGEXP")) {
                return Optional.of(D1Functions.refusalInDefault(token.name()));
            }
            if (!canBeName(token) || !isCalled(tokens, i) || D1Functions.allows(token.name())) {
                continue;
            }
            SqlToken within = new SqlToken(token.kind(), token.text(), token.offset() - from);
            if (explainError(EXPLAIN + "SELECT " + replaced(expression, within)).equals(NO_FUNCTION)) {
                return Optional.of(D1Functions.refusalInDefault(token.name()));
            }
        }
        return Optional.empty();
    }

    /** The place of the parenthesis that closes the one at {@code open}; the last token where none does. */
    private static int closing(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            String text = tokens.get(i).text();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** What SQLite 3.53 can change in a table it does with functions of its own, and D1 does not know them yet. */
    private Optional<Refusal> inAlter(SqlStatement statement) {
        List<String> refused = new ArrayList<>();
        try (RowCursor program = database.cursor(EXPLAIN + statement.text())) {
            while (program.next()) {
                String operation = String.valueOf(program.row().text(2));
                String call = String.valueOf(program.row().text(6));
                String name = call.substring(0, Math.max(0, call.indexOf('(')));
                if (operation.endsWith("Function") && name.startsWith("sqlite_") && !D1Functions.allows(name)) {
                    refused.add(name);
                }
            }
        } catch (StatementException saidWhenItRuns) {
            return Optional.empty();
        }
        return refused.stream()
                .max(Comparator.comparing(FAIL::equals))
                .map(name -> new Refusal(
                        "not authorized to use function: " + name,
                        "Build the table anew instead: create it under another name, copy the rows, drop the old one,"
                                + " rename"));
    }

    /** The views and triggers that the statement reaches: each is replaced for a moment, and the statement explained. */
    private Optional<Refusal> inStored(String explained) {
        return database
                .query(
                        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('view', 'trigger') AND sql NOT NULL",
                        row -> List.of(
                                String.valueOf(row.text(1)), String.valueOf(row.text(2)), String.valueOf(row.text(3))))
                .stream()
                .filter(stored -> suspicious.computeIfAbsent(stored.get(2), this::holdsSuspiciousName))
                .map(stored -> firstUse(
                                SqlTokens.read(stored.get(2)),
                                stored.get(2),
                                text -> explainErrorWith(stored.get(0), stored.get(1), text, explained))
                        .map(refusal -> new Refusal(
                                refusal.words(),
                                "It is used in the " + stored.get(0) + " " + stored.get(1) + ". " + refusal.remedy())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean holdsSuspiciousName(String sql) {
        List<SqlToken> tokens = SqlTokens.read(sql);
        Predicate<String> foreign = name -> name.startsWith(PRAGMA_TABLE) || FOREIGN_TABLES.contains(name);
        return IntStream.range(0, tokens.size())
                .filter(i -> canBeName(tokens.get(i)))
                .anyMatch(i -> {
                    String name = tokens.get(i).name().toLowerCase(Locale.ROOT);
                    return foreign.test(name) || (isCalled(tokens, i) && functions.contains(name));
                });
    }

    private String explainErrorWith(String type, String name, String sql, String explained) {
        database.command("SAVEPOINT " + NOTHING);
        try {
            database.command("DROP " + type + " \"" + name.replace("\"", "\"\"") + "\"");
            database.command(sql);
            return explainError(explained);
        } catch (StatementException notReplaceable) {
            return "";
        } finally {
            database.command("ROLLBACK TO " + NOTHING);
            database.command("RELEASE " + NOTHING);
        }
    }

    private String explainError(String text) {
        try {
            database.cursor(text).close();
            return "";
        } catch (StatementException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static boolean isMissingTable(String error) {
        return error.startsWith(NO_TABLE) && error.endsWith(NOTHING);
    }

    private static String replaced(String text, SqlToken token) {
        return text.substring(0, token.offset())
                + NOTHING
                + text.substring(token.offset() + token.text().length());
    }

    private static boolean canBeName(SqlToken token) {
        return switch (token.kind()) {
            case WORD, DOUBLE_QUOTED, QUOTED_NAME -> true;
            case STRING, BLOB, NUMBER, VARIABLE, SYMBOL, ILLEGAL -> false;
        };
    }

    private static boolean isCalled(List<SqlToken> tokens, int index) {
        return index + 1 < tokens.size() && tokens.get(index + 1).text().equals("(");
    }

    /** The module of a virtual table, in lower case; empty for SQL that makes none. */
    static String moduleOf(String sql) {
        List<SqlToken> tokens = SqlTokens.read(sql);
        return IntStream.range(0, tokens.size() - 1)
                .filter(i -> tokens.get(i).is("USING"))
                .mapToObj(i -> tokens.get(i + 1).name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }
}
