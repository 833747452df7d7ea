package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What SQLite's own checks say against the rows of a table: {@code PRAGMA foreign_key_check} and
 * {@code PRAGMA integrity_check}.
 *
 * @param table its name, as the schema has it
 * @param parent the table that holds no such row, where a row refers to none
 * @param problem what is wrong, the same for any number of rows
 * @param rows how many rows are wrong in this way; positive
 */
public record Violation(Kind kind, String table, Optional<String> parent, String problem, long rows) {
    private static final int LARGE = 10_000;

    /** Which of SQLite's checks found it. */
    public enum Kind {
        /** A row refers to no row. */
        FOREIGN_KEY,
        /** A row is not as its table or an index says. */
        INTEGRITY
    }

    /**
     * Asks SQLite about some tables. {@code integrity_check} reads every row and every index entry, and only behind a PRAGMA
     * can a script store what it finds fault with: where there is none, large tables are not read for it.
     *
     * @param tables names that need not exist
     * @param executed what may have done it
     */
    public static List<Violation> find(
            SqliteDatabase database, SchemaSnapshot schema, Collection<String> tables, List<SqlStatement> executed) {
        return find(
                database,
                schema,
                tables,
                executed.stream()
                        .anyMatch(statement -> statement.tokens().get(0).is("PRAGMA")));
    }

    /** Asks SQLite about some tables, however large they are. */
    public static List<Violation> findAll(SqliteDatabase database, SchemaSnapshot schema, Collection<String> tables) {
        return find(database, schema, tables, true);
    }

    private static List<Violation> find(
            SqliteDatabase database, SchemaSnapshot schema, Collection<String> tables, boolean everything) {
        List<Violation> violations = new ArrayList<>();
        for (String name : tables) {
            schema.relation(name).ifPresent(relation -> {
                if (relation instanceof Table table && !table.foreignKeys().isEmpty()) {
                    violations.addAll(ofForeignKeys(database, schema, table));
                }
                if (everything || !isLarge(database, relation)) {
                    violations.addAll(ofIntegrity(database, relation));
                }
            });
        }
        return violations;
    }

    private static boolean isLarge(SqliteDatabase database, SchemaObject relation) {
        return !database.query(
                        "SELECT 1 FROM " + SqlName.quoted(relation.name()) + " LIMIT 1 OFFSET " + LARGE, row -> true)
                .isEmpty();
    }

    /** Those of {@code now} that were not in {@code before}, or were of fewer rows. */
    public static List<Violation> added(List<Violation> before, List<Violation> now) {
        return now.stream()
                .filter(violation -> before.stream().noneMatch(violation::stoodIn))
                .toList();
    }

    /**
     * Whether the foreign key, if it is one that is violated, stood in {@code schema} already. Made rows keep to the keys that
     * are there when they are made, and know nothing of one that comes later.
     */
    public boolean isOfKeyIn(SchemaSnapshot schema) {
        return kind != Kind.FOREIGN_KEY
                || schema.relation(table)
                        .filter(Table.class::isInstance)
                        .filter(relation ->
                                ((Table) relation).foreignKeys().stream().anyMatch(key -> problem.equals(problem(key))))
                        .isPresent();
    }

    private static String problem(ForeignKey key) {
        return "to no row of " + key.parent() + " (" + String.join(", ", key.columns()) + ")";
    }

    private boolean stoodIn(Violation before) {
        return isSameFault(before) && rows <= before.rows;
    }

    /** Whether both are of the same table and say the same, be it of more or fewer rows. */
    public boolean isSameFault(Violation other) {
        return kind == other.kind && table.equals(other.table) && problem.equals(other.problem);
    }

    /** One line in the user's words: {@code 2 rows of books refer to no row of authors (author_id)}. */
    public String describe() {
        return switch (kind) {
            case FOREIGN_KEY ->
                rows + (rows == 1 ? " row of " : " rows of ") + table + (rows == 1 ? " refers " : " refer ") + problem;
            case INTEGRITY -> problem + (rows == 1 ? "" : ", " + rows + " times");
        };
    }

    private static List<Violation> ofForeignKeys(SqliteDatabase database, SchemaSnapshot schema, Table table) {
        List<Violation> violations = new ArrayList<>();
        Map<Long, Long> rowsByKey = new TreeMap<>();
        try {
            database.query("PRAGMA foreign_key_check(" + SqlName.quoted(table.name()) + ")", row -> row.number(4))
                    .forEach(key -> rowsByKey.merge(key, 1L, Long::sum));
        } catch (StatementException mismatch) {
            // A parent without a fitting key: SQLite says so at the first row that is written.
            return List.of();
        }
        List<ForeignKey> keys = table.foreignKeys();
        rowsByKey.forEach((id, rows) -> {
            // SQLite counts a table's keys from the last one that is written.
            ForeignKey key = keys.get(keys.size() - 1 - id.intValue());
            // Where the whole table is missing, the reference dangles, and that is told as such.
            if (schema.relation(key.parent()).isPresent()) {
                violations.add(
                        new Violation(Kind.FOREIGN_KEY, table.name(), Optional.of(key.parent()), problem(key), rows));
            }
        });
        return violations;
    }

    private static List<Violation> ofIntegrity(SqliteDatabase database, SchemaObject relation) {
        // A broken CHECK is told once a row, each time in the same words.
        Map<String, Long> rowsByProblem = new LinkedHashMap<>();
        database
                .query(
                        "PRAGMA integrity_check(" + SqlName.quoted(relation.name()) + ")",
                        row -> String.valueOf(row.text(1)))
                .stream()
                .filter(problem -> !problem.equals("ok"))
                .forEach(problem -> rowsByProblem.merge(problem, 1L, Long::sum));
        return rowsByProblem.entrySet().stream()
                .map(e -> new Violation(Kind.INTEGRITY, relation.name(), Optional.empty(), e.getKey(), e.getValue()))
                .toList();
    }
}
