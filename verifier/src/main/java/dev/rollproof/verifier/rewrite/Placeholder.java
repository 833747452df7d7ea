package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands in for values that are gone, in a column that must have one. */
final class Placeholder {
    private Placeholder() {}

    /**
     * A literal that the column's type and its CHECKs allow: an empty one, or one that a CHECK itself names. Where none is
     * found, the empty one: the rows are refused then, which is better than rows that nobody meant.
     */
    static String of(Table table, Column column) {
        List<String> checks = checks(table, column);
        String empty = empty(table, column);
        List<String> candidates = new ArrayList<>(List.of(empty));
        candidates.addAll(isText(column) ? List.of("'-'") : List.of("1"));
        checks.forEach(check -> candidates.addAll(literals(check)));
        return candidates.stream()
                .filter(value -> checks.stream().allMatch(check -> satisfies(table, column, check, value)))
                .findFirst()
                .orElse(empty);
    }

    /** The CHECKs that have the column's name in them. */
    private static List<String> checks(Table table, Column column) {
        return table.constraints().stream()
                .filter(Check.class::isInstance)
                .map(constraint -> ((Check) constraint).condition())
                .filter(condition ->
                        condition.tokens().stream().anyMatch(token -> SqlName.same(token.name(), column.name())))
                .map(SqlFragment::text)
                .toList();
    }

    private static List<String> literals(String check) {
        List<String> literals = new ArrayList<>();
        for (SqlToken token : SqlTokens.read(check)) {
            switch (token.kind()) {
                case STRING, NUMBER, BLOB -> literals.add(token.text());
                default -> {}
            }
        }
        return literals;
    }

    /** Asks SQLite, with a table of this one column. A CHECK over other columns too is not judged: their values vary. */
    private static boolean satisfies(Table table, Column column, String check, String value) {
        String name = Identifier.of(table.name());
        String definition = Identifier.of(column.name()) + " " + column.type().text()
                + column.collation().map(collation -> " COLLATE " + collation).orElse("");
        try (SqliteDatabase trial = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            try {
                trial.command("CREATE TABLE " + name + " (" + definition + ", CHECK (" + check + "))"
                        + (table.strict() ? " STRICT" : ""));
            } catch (StatementException overOthers) {
                return true;
            }
            trial.command("INSERT INTO " + name + " VALUES (" + value + ")");
            return true;
        } catch (StatementException refused) {
            return false;
        }
    }

    private static boolean isText(Column column) {
        String type = type(column);
        return type.isEmpty()
                || (!type.contains("INT") && (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")));
    }

    /** By the rules of https://www.sqlite.org/datatype3.html#determination_of_column_affinity, in their order. */
    private static String empty(Table table, Column column) {
        String type = type(column);
        boolean any = table.strict() && type.equals("ANY");
        if (isText(column) || any) {
            return "''";
        }
        return type.contains("BLOB") && !type.contains("INT") ? "x''" : "0";
    }

    private static String type(Column column) {
        return column.type().text().toUpperCase(Locale.ROOT);
    }
}
