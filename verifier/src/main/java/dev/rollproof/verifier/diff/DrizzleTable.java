package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.Constraint.Unique;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.IndexedColumn;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table of Drizzle's snapshot beside the table of the same name in a schema. Where both say the same, as far as Drizzle can say
 * it, the schema's own column, constraint or index stands; where not, Drizzle's, with what it cannot say as the schema has it.
 */
final class DrizzleTable {
    private final Table said;
    private final List<Index> saidIndexes;
    private final Table there;
    private final List<Index> thereIndexes;
    private final SchemaSnapshot schema;
    /** The columns, folded and in their order, that together are to be unique: by a constraint or by an index. */
    private final Set<List<String>> saidUnique;

    private final Set<List<String>> thereUnique;

    DrizzleTable(Table said, List<Index> saidIndexes, Table there, SchemaSnapshot schema) {
        this.said = said;
        this.saidIndexes = saidIndexes;
        this.there = there;
        this.thereIndexes = of(there, schema.indexes());
        this.schema = schema;
        this.saidUnique = unique(said, saidIndexes);
        this.thereUnique = unique(there, thereIndexes);
    }

    /** Those of {@code indexes} that are the table's. */
    static List<Index> of(Table table, List<Index> indexes) {
        return indexes.stream()
                .filter(index -> SqlName.same(index.table(), table.name()))
                .toList();
    }

    /** The statement that makes the table: the schema's own where both say the same. */
    String statement() {
        List<Column> columns = columns();
        List<Constraint> constraints = constraints();
        if (columns.equals(there.columns()) && constraints.equals(there.constraints())) {
            return there.sql();
        }
        return TableText.of(
                new Table(there.name(), columns, constraints, there.strict(), there.withoutRowid(), there.sql()));
    }

    /** In the schema's order, which Drizzle does not keep; those that only Drizzle has come last, as ADD COLUMN puts them. */
    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Column column : there.columns()) {
            said.column(column.name()).ifPresent(other -> columns.add(column(other, column)));
        }
        said.columns().stream()
                .filter(column -> there.column(column.name()).isEmpty())
                .forEach(columns::add);
        return columns;
    }

    private Column column(Column one, Column other) {
        // Whether a column of the key is NOT NULL, Drizzle's formats say differently.
        boolean isKey = said.primaryKey()
                .filter(key -> key.columns().stream().anyMatch(name -> SqlName.same(name, one.name())))
                .isPresent();
        boolean sameNull = isKey || one.notNull().isPresent() == other.notNull().isPresent();
        boolean sameDefault = one.defaultValue()
                .map(DrizzleTable::value)
                .equals(other.defaultValue().map(DrizzleTable::value));
        boolean sameGenerated = one.generated()
                .map(how -> generated(how, said))
                .equals(other.generated().map(how -> generated(how, there)));
        return new Column(
                other.name(),
                CanonicalSql.ofType(one.type()).equals(CanonicalSql.ofType(other.type())) ? other.type() : one.type(),
                sameNull ? other.notNull() : one.notNull(),
                sameDefault ? other.defaultValue() : one.defaultValue(),
                other.collation(),
                sameGenerated ? other.generated() : one.generated(),
                other.clauseNames());
    }

    private List<Constraint> constraints() {
        List<Constraint> constraints = new ArrayList<>();
        for (Constraint constraint : there.constraints()) {
            boolean kept = constraint instanceof Unique unique
                    ? saidUnique.contains(folded(unique.columns()))
                    : said.constraints().stream()
                            .anyMatch(other -> facts(other, said).equals(facts(constraint, there)));
            if (kept) {
                constraints.add(constraint);
            }
        }
        for (Constraint constraint : said.constraints()) {
            boolean known = constraint instanceof Unique unique
                    ? thereUnique.contains(folded(unique.columns()))
                    : there.constraints().stream()
                            .anyMatch(other -> facts(other, there).equals(facts(constraint, said)));
            if (!known) {
                constraints.add(completed(constraint));
            }
        }
        return constraints;
    }

    /** All that Drizzle can say of a constraint, in a form in which the same is equal. */
    private List<Object> facts(Constraint constraint, Table table) {
        if (constraint instanceof PrimaryKey key) {
            return List.of("primary key", folded(key.columns()), key.autoincrement());
        }
        if (constraint instanceof ForeignKey key) {
            return List.of(reference(key), key.onDelete(), key.onUpdate());
        }
        if (constraint instanceof Check check) {
            return List.of("check", check.name().map(SqlName::fold), unqualified(check.condition(), table));
        }
        return List.of("unique", folded(constraint.columns()));
    }

    /** From which columns to which; one that names none refers to the primary key. */
    private List<Object> reference(ForeignKey key) {
        List<String> parentColumns = key.parentColumns().isEmpty()
                ? schema.relation(key.parent())
                        .filter(Table.class::isInstance)
                        .flatMap(parent -> ((Table) parent).primaryKey())
                        .map(PrimaryKey::columns)
                        .orElse(List.of())
                : key.parentColumns();
        return List.of(folded(key.columns()), SqlName.fold(key.parent()), folded(parentColumns));
    }

    /** A foreign key that acts otherwise than the schema's keeps the rest of it, which Drizzle does not know. */
    private Constraint completed(Constraint constraint) {
        if (!(constraint instanceof ForeignKey key)) {
            return constraint;
        }
        return there.foreignKeys().stream()
                .filter(other -> reference(other).equals(reference(key)))
                .findFirst()
                .map(other -> new ForeignKey(
                        other.name(),
                        other.columns(),
                        other.parent(),
                        other.parentColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        other.match(),
                        other.deferral()))
                .orElse(key);
    }

    /** The statements that make its indexes: the schema's own where both say the same. */
    List<String> indexes() {
        List<String> statements = new ArrayList<>();
        for (Index index : thereIndexes) {
            boolean kept = isPlainUnique(index, there)
                    ? saidUnique.contains(columns(index))
                    : saidIndexes.stream().anyMatch(other -> facts(other, said).equals(facts(index, there)));
            if (kept) {
                statements.add(index.sql());
            }
        }
        for (Index index : saidIndexes) {
            boolean known = isPlainUnique(index, said)
                    ? thereUnique.contains(columns(index))
                    : thereIndexes.stream()
                            .anyMatch(other -> facts(other, there).equals(facts(index, said)));
            if (!known) {
                statements.add(TableText.of(index));
            }
        }
        return statements;
    }

    private static List<Object> facts(Index index, Table table) {
        List<Object> facts = new ArrayList<>();
        facts.add(SqlName.fold(index.name()));
        facts.add(index.unique());
        for (IndexedColumn column : index.columns()) {
            SqlFragment expression = new SqlFragment(withoutTable(column.expression(), table));
            facts.add(CanonicalSql.ofKey(
                    new IndexedColumn(expression, column.collation(), column.descending()), Scope.of(table)));
        }
        facts.add(index.where().map(where -> unqualified(where, table)));
        return facts;
    }

    private static Set<List<String>> unique(Table table, List<Index> indexes) {
        Set<List<String>> unique = new HashSet<>();
        table.constraints().stream()
                .filter(Unique.class::isInstance)
                .forEach(constraint -> unique.add(folded(constraint.columns())));
        indexes.stream().filter(index -> isPlainUnique(index, table)).forEach(index -> unique.add(columns(index)));
        return unique;
    }

    /** A constraint on columns and a unique index on them do the same, and Drizzle's formats call it differently. */
    private static boolean isPlainUnique(Index index, Table table) {
        return index.unique()
                && index.where().isEmpty()
                && index.columns().stream()
                        .allMatch(
                                column -> column.column().flatMap(table::column).isPresent()
                                        && column.collation().isEmpty()
                                        && !column.descending());
    }

    private static List<String> columns(Index index) {
        return folded(index.columns().stream()
                .flatMap(column -> column.column().stream())
                .toList());
    }

    /** TRUE is 1 and FALSE is 0 in SQLite. */
    private static List<String> value(SqlFragment value) {
        List<String> canonical = CanonicalSql.ofDefault(value);
        return canonical.equals(List.of("true"))
                ? List.of("1")
                : canonical.equals(List.of("false")) ? List.of("0") : canonical;
    }

    private static List<Object> generated(Column.Generated how, Table table) {
        return List.of(unqualified(how.expression(), table), how.stored());
    }

    /** An expression of a table without the table's own name before its columns, which Drizzle writes and people do not. */
    private static List<String> unqualified(SqlFragment expression, Table table) {
        return CanonicalSql.of(new SqlFragment(withoutTable(expression, table)), Scope.of(table));
    }

    private static List<SqlToken> withoutTable(SqlFragment expression, Table table) {
        List<SqlToken> tokens = expression.tokens();
        List<SqlToken> kept = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            boolean qualifies = i + 2 < tokens.size()
                    && tokens.get(i + 1).text().equals(".")
                    && SqlName.same(tokens.get(i).name(), table.name());
            if (qualifies) {
                i++;
            } else {
                kept.add(tokens.get(i));
            }
        }
        return kept;
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(SqlName::fold).toList();
    }
}
