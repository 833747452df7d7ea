package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.database.RowCursor;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tables in which a virtual table keeps its content. D1 opens its databases with SQLITE_DBCONFIG_DEFENSIVE, which the
 * driver cannot: then only the virtual table itself may change them.
 */
final class ShadowTables {
    private static final String REMEDY = "The table belongs to a virtual table; change that one";

    /** What a module calls its tables, behind the virtual table's name and {@code _}. */
    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "fts5", List.of("data", "idx", "content", "docsize", "config"),
            "rtree", List.of("node", "parent", "rowid"),
            "rtree_i32", List.of("node", "parent", "rowid"));

    private static final Set<String> WRITING = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "WITH");

    private ShadowTables() {}

    static Optional<Refusal> refusal(SqlStatement statement, SqliteDatabase database) {
        List<String> shadows = names(database);
        if (shadows.isEmpty()) {
            return Optional.empty();
        }
        String verb = statement.tokens().get(0).text().toUpperCase(Locale.ROOT);
        if (WRITING.contains(verb)) {
            return written(statement, database)
                    .filter(table -> contains(shadows, table))
                    .findFirst()
                    .map(table -> new Refusal("table " + table + " may not be modified", REMEDY));
        }
        Shape shape = Shape.of(statement.tokens());
        return shape.created()
                .filter(name -> contains(shadows, name))
                .map(name -> "object name reserved for internal use: " + name)
                .or(() ->
                        shape.table().filter(table -> contains(shadows, table)).map(table -> words(verb, table)))
                .map(words -> new Refusal(words, REMEDY));
    }

    private static String words(String verb, String table) {
        return switch (verb) {
            case "DROP" -> "table " + table + " may not be dropped";
            case "ALTER" -> "table " + table + " may not be altered";
            default -> "cannot create triggers on shadow tables";
        };
    }

    private static boolean contains(List<String> names, String table) {
        return names.stream().anyMatch(table::equalsIgnoreCase);
    }

    /** All names that the virtual tables there keep for themselves, whether the table is there or not. */
    private static List<String> names(SqliteDatabase database) {
        List<String> names = new ArrayList<>();
        database.query(
                        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND rootpage = 0",
                        row -> List.of(String.valueOf(row.text(1)), String.valueOf(row.text(2))))
                .forEach(table -> SUFFIXES.getOrDefault(UsedFunctions.moduleOf(table.get(1)), List.of())
                        .forEach(suffix -> names.add(table.get(0) + "_" + suffix)));
        return names;
    }

    /** The tables that a statement and its triggers open for writing, or empty whole, as its program says. */
    private static Stream<String> written(SqlStatement statement, SqliteDatabase database) {
        List<Long> pages = new ArrayList<>();
        try (RowCursor program = database.cursor("EXPLAIN " + statement.text())) {
            while (program.next()) {
                String operation = String.valueOf(program.row().text(2));
                if (operation.equals("OpenWrite")) {
                    pages.add(program.row().number(4));
                } else if (operation.equals("Clear")) {
                    pages.add(program.row().number(3));
                }
            }
        } catch (StatementException saidWhenItRuns) {
            return Stream.empty();
        }
        return database
                .query(
                        "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'",
                        row -> Map.entry(String.valueOf(row.text(1)), row.number(2)))
                .stream()
                .filter(table -> pages.contains(table.getValue()))
                .map(Map.Entry::getKey);
    }
}
