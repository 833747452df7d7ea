package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.history.TrackingTables;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.Constraint.Unique;
import dev.rollproof.verifier.snapshot.DrizzleSnapshot;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.IndexedColumn;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds a snapshot of Drizzle against a schema: both are brought to the facts that both can say, by name. */
final class DrizzleComparison {
    private final SchemaSnapshot schema;
    private final DrizzleSnapshot snapshot;
    /** Folded names of the tables and views that one of the two cannot speak of. */
    private final Set<String> leftOut = new HashSet<>();

    /**
     * One thing, as one side says it.
     *
     * @param canonical equal where both say the same
     * @param words in SQL
     */
    private record Fact(String table, String name, String what, List<?> canonical, String words) {}

    DrizzleComparison(DrizzleSnapshot snapshot, SchemaSnapshot schema) {
        this.schema = schema;
        this.snapshot = snapshot;
        schema.virtualTables().forEach(table -> leftOut.add(SqlName.fold(table.name())));
        leftOut.addAll(snapshot.foreign());
    }

    List<Disagreement> disagreements() {
        Map<String, Fact> said = facts(snapshot.tables(), snapshot.indexes(), snapshot.views());
        Map<String, Fact> are = facts(schema.tables(), schema.indexes(), schema.views());
        Set<String> keys = new TreeSet<>(said.keySet());
        keys.addAll(are.keySet());
        List<Disagreement> disagreements = new ArrayList<>();
        for (String key : keys) {
            Optional<Fact> one = Optional.ofNullable(said.get(key));
            Optional<Fact> other = Optional.ofNullable(are.get(key));
            Fact any = one.or(() -> other).orElseThrow();
            boolean same = one.isPresent()
                    && other.isPresent()
                    && one.get().canonical().equals(other.get().canonical());
            if (!same && !goesWithItsTable(any, said, are)) {
                disagreements.add(new Disagreement(
                        any.table(), any.name(), any.what(), one.map(Fact::words), other.map(Fact::words)));
            }
        }
        return disagreements;
    }

    /** Where only one side has the table, that says all. */
    private static boolean goesWithItsTable(Fact fact, Map<String, Fact> said, Map<String, Fact> are) {
        String table = "table " + SqlName.fold(fact.table());
        return !fact.what().startsWith("table ") && said.containsKey(table) != are.containsKey(table);
    }

    private Map<String, Fact> facts(List<Table> tables, List<Index> indexes, List<View> views) {
        Map<String, Fact> facts = new TreeMap<>();
        tables.stream().filter(table -> counts(table)).forEach(table -> {
            put(facts, "table", new Fact(table.name(), table.name(), "table " + table.name(), List.of(), ""));
            table.columns().forEach(column -> put(facts, "column", column(table, column)));
            table.constraints().forEach(constraint -> constraint(facts, table, constraint));
        });
        for (Index index : indexes) {
            table(tables, index.table()).filter(table -> counts(table)).ifPresent(table -> index(facts, table, index));
        }
        views.stream().filter(view -> counts(view.name())).forEach(view -> put(facts, "view", view(view)));
        return facts;
    }

    private boolean counts(Table table) {
        return counts(table.name()) && !TrackingTables.isOne(table);
    }

    private boolean counts(String relation) {
        return !leftOut.contains(SqlName.fold(relation));
    }

    private static Optional<Table> table(List<Table> tables, String name) {
        return tables.stream().filter(table -> SqlName.same(table.name(), name)).findFirst();
    }

    private static void put(Map<String, Fact> facts, String kind, Fact fact) {
        String key = kind.equals("column") ? fact.table() + "." + fact.name() : fact.name();
        facts.put(kind + " " + SqlName.fold(key), fact);
    }

    private static Fact column(Table table, Column column) {
        boolean key = table.primaryKey()
                .filter(primary -> primary.columns().stream().anyMatch(name -> SqlName.same(name, column.name())))
                .isPresent();
        List<Object> canonical = List.of(
                CanonicalSql.ofType(column.type()),
                !key && column.notNull().isPresent(),
                column.defaultValue().map(DrizzleComparison::value),
                column.generated()
                        .map(how -> List.of(unqualified(how.expression(), table, Scope.of(table)), how.stored())));
        Column shown = new Column(
                column.name(),
                column.type(),
                key ? Optional.empty() : column.notNull(),
                column.defaultValue(),
                Optional.empty(),
                column.generated(),
                new TreeMap<>());
        return new Fact(
                table.name(),
                column.name(),
                "column %s.%s".formatted(table.name(), column.name()),
                canonical,
                shown.definition());
    }

    /** TRUE is 1 and FALSE is 0 in SQLite. */
    private static List<String> value(SqlFragment value) {
        List<String> canonical = CanonicalSql.ofDefault(value);
        return canonical.equals(List.of("true"))
                ? List.of("1")
                : canonical.equals(List.of("false")) ? List.of("0") : canonical;
    }

    private void constraint(Map<String, Fact> facts, Table table, Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            PrimaryKey shown =
                    new PrimaryKey(Optional.empty(), key.key(), key.autoincrement(), Optional.empty(), false);
            add(facts, table, "primary key", "", List.of(folded(key.columns()), key.autoincrement()), shown);
        } else if (constraint instanceof Unique unique) {
            unique(facts, table, unique.columns(), unique.definition());
        } else if (constraint instanceof ForeignKey key) {
            foreignKey(facts, table, key);
        } else {
            Check check = (Check) constraint;
            List<String> condition = unqualified(check.condition(), table, Scope.of(table));
            String name = check.name().orElse(String.join(" ", condition));
            add(facts, table, "check", " " + name, condition, check);
        }
    }

    /** One that names no columns refers to the primary key. */
    private void foreignKey(Map<String, Fact> facts, Table table, ForeignKey key) {
        List<String> parentColumns = key.parentColumns().isEmpty()
                ? schema.relation(key.parent())
                        .filter(Table.class::isInstance)
                        .flatMap(parent -> ((Table) parent).primaryKey())
                        .map(PrimaryKey::columns)
                        .orElse(List.of())
                : key.parentColumns();
        add(
                facts,
                table,
                "foreign key",
                "(%s) to %s(%s)"
                        .formatted(String.join(", ", key.columns()), key.parent(), String.join(", ", parentColumns)),
                List.of(key.onDelete(), key.onUpdate()),
                key);
    }

    private static void add(
            Map<String, Fact> facts, Table table, String kind, String name, List<?> canonical, Constraint constraint) {
        String what = "the %s%s of %s".formatted(kind, name, table.name());
        facts.put(SqlName.fold(what), new Fact(table.name(), table.name(), what, canonical, constraint.definition()));
    }

    /** A constraint on columns and a unique index on them do the same, and Drizzle's formats call it differently. */
    private static void unique(Map<String, Fact> facts, Table table, List<String> columns, String words) {
        String what = "UNIQUE (%s) of %s".formatted(String.join(", ", columns), table.name());
        facts.put(SqlName.fold(what), new Fact(table.name(), table.name(), what, List.of(), words));
    }

    private void index(Map<String, Fact> facts, Table table, Index index) {
        Scope scope = Scope.of(table);
        boolean plain = index.where().isEmpty()
                && index.columns().stream()
                        .allMatch(c -> c.column().flatMap(table::column).isPresent()
                                && c.collation().isEmpty()
                                && !c.descending());
        if (index.unique() && plain) {
            List<String> columns =
                    index.columns().stream().flatMap(c -> c.column().stream()).toList();
            unique(facts, table, columns, index.definition());
            return;
        }
        List<Object> canonical = new ArrayList<>();
        canonical.add(SqlName.fold(table.name()));
        canonical.add(index.unique());
        index.columns().forEach(column -> canonical.add(key(column, table, scope)));
        canonical.add(index.where().map(where -> unqualified(where, table, scope)));
        put(
                facts,
                "index",
                new Fact(
                        table.name(),
                        index.name(),
                        "index " + index.name(),
                        canonical,
                        (index.unique() ? "UNIQUE " : "") + index.definition()));
    }

    private static List<String> key(IndexedColumn column, Table table, Scope scope) {
        SqlFragment expression = new SqlFragment(withoutTable(column.expression(), table));
        return CanonicalSql.ofKey(new IndexedColumn(expression, column.collation(), column.descending()), scope);
    }

    private Fact view(View view) {
        Scope scope = Scope.of(List.of(view.select()), schema);
        return new Fact(
                view.name(),
                view.name(),
                "view " + view.name(),
                CanonicalSql.of(view.select(), scope),
                view.select().text());
    }

    /** An expression of a table without the table's own name before its columns, which Drizzle writes and people do not. */
    private static List<String> unqualified(SqlFragment expression, Table table, Scope scope) {
        return CanonicalSql.of(new SqlFragment(withoutTable(expression, table)), scope);
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
