package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the definition of a table says about its rows; made once for each definition. */
final class TablePlan {
    /** Values that were accepted, for a table that was empty, where its parents had these keys. */
    record Accepted(List<@Nullable Object[]> rows, List<List<@Nullable Object[]>> parentKeys) {
        boolean fits(List<List<@Nullable Object[]>> keys) {
            return IntStream.range(0, Math.max(keys.size(), parentKeys.size()))
                    .allMatch(i -> i < keys.size()
                            && i < parentKeys.size()
                            && Arrays.deepEquals(
                                    keys.get(i).toArray(), parentKeys.get(i).toArray()));
        }
    }

    final Table table;
    /** Whether it asks more than the table in the database does, so that SQLite does not refuse what breaks it. */
    final boolean wider;

    final String folded;
    final List<FillColumn> columns;
    final List<ValueMaker> values;
    final List<Condition> conditions;
    final List<Reference> references;
    final Optional<FillColumn> rowid;
    final boolean autoincrement;
    /** Whether it declares nothing that keeps two rows from being equal; an index may all the same. */
    final boolean keyless;

    /** The positions of the key that tells rows apart: the INTEGER PRIMARY KEY or the declared one; empty without. */
    final List<Integer> key;

    private final String insertInto;
    private final Map<Integer, String> inserts = new HashMap<>();
    final Map<Integer, Accepted> accepted = new HashMap<>();

    /** A foreign key, by the positions of its columns; none where one of them is generated. */
    record Reference(ForeignKey declared, String parent, List<Integer> columns, boolean self) {}

    TablePlan(Table table, int rowsPerTable, long seed, boolean plain, boolean wider) {
        this.table = table;
        this.wider = wider;
        this.folded = SqlName.fold(table.name());
        Optional<PrimaryKey> primary = table.primaryKey();
        boolean alias = primary.isPresent() && primary.get().rowidAlias();
        this.keyless = table.constraints().stream()
                .noneMatch(constraint -> constraint instanceof PrimaryKey || constraint instanceof Constraint.Unique);
        this.columns = columns(table, foldedNames(primary.stream().toList()), alias);
        this.conditions = conditions(table, columns);
        List<ValueMaker> makers = columns.stream()
                .map(column -> new ValueMaker(table.name(), column, rowsPerTable, seed, plain, keyless))
                .toList();
        List<TextTraits> traits = TextTraits.of(
                columns,
                makers.stream().map(ValueMaker::tellingTexts).toList(),
                columns.stream().map(this::isFree).toList());
        this.values = IntStream.range(0, makers.size())
                .mapToObj(i -> makers.get(i).with(traits.get(i)))
                .toList();
        this.rowid = columns.stream()
                .filter(column -> column.content() == FillColumn.Content.ROWID)
                .findFirst();
        this.autoincrement = primary.isPresent() && primary.get().autoincrement();
        this.key = primary.map(pk -> positions(pk.columns())).orElse(List.of());
        this.references = references();
        // Otherwise ON CONFLICT REPLACE would delete the rows that are there; named only where needed, because it
        // takes the place of the triggers' own OR IGNORE too.
        boolean resolves = table.constraints().stream().anyMatch(TablePlan::resolvesConflicts)
                || table.columns().stream()
                        .anyMatch(column -> column.notNull()
                                .flatMap(Column.NotNull::onConflict)
                                .isPresent());
        this.insertInto = (resolves ? "INSERT OR ABORT INTO " : "INSERT INTO ") + SqlName.quoted(table.name()) + "("
                + columns.stream().map(column -> SqlName.quoted(column.name())).collect(Collectors.joining(", "))
                + ") VALUES ";
    }

    private boolean isFree(FillColumn column) {
        return !column.key()
                && conditions.stream()
                        .noneMatch(condition -> condition.columns().contains(column.position()));
    }

    private static List<FillColumn> columns(Table table, Set<String> inPrimaryKey, boolean alias) {
        Set<String> inKeys = foldedNames(table.constraints().stream()
                .filter(constraint -> constraint instanceof PrimaryKey || constraint instanceof Constraint.Unique)
                .toList());
        List<FillColumn> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.generated().isEmpty()) {
                String name = SqlName.fold(column.name());
                boolean primary = inPrimaryKey.contains(name);
                FillColumn made = FillColumn.of(
                        column,
                        columns.size(),
                        phase(table, column),
                        table.strict(),
                        alias && primary,
                        primary,
                        inKeys.contains(name));
                columns.add(isReadAsJson(table, column.name()) ? made.asJson() : made);
            }
        }
        return columns;
    }

    /** Columns of one key are NULL in the same row: the others have whole keys that children can refer to. */
    private static int phase(Table table, Column column) {
        String first = table.constraints().stream()
                .filter(constraint -> constraint instanceof Constraint.Unique)
                .map(Constraint::columns)
                .filter(names -> names.stream().anyMatch(name -> SqlName.same(name, column.name())))
                .map(names -> names.get(0))
                .findFirst()
                .orElse(column.name());
        return IntStream.range(0, table.columns().size())
                .filter(i -> SqlName.same(table.columns().get(i).name(), first))
                .findFirst()
                .orElse(0);
    }

    private static boolean isReadAsJson(Table table, String column) {
        return table.constraints().stream()
                        .anyMatch(constraint -> constraint instanceof Check check
                                && Condition.readsAsJson(check.condition().tokens(), column))
                || table.columns().stream()
                        .flatMap(generated -> generated.generated().stream())
                        .anyMatch(how -> Condition.readsAsJson(how.expression().tokens(), column));
    }

    private static Set<String> foldedNames(List<? extends Constraint> constraints) {
        return constraints.stream()
                .flatMap(constraint -> constraint.columns().stream())
                .map(SqlName::fold)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Condition> conditions(Table table, List<FillColumn> columns) {
        List<Condition> conditions = new ArrayList<>();
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Check check) {
                conditions.addAll(Condition.of(table, columns, check.condition()));
            }
        }
        for (Column column : table.columns()) {
            if (column.generated().isPresent() && column.notNull().isPresent()) {
                conditions.add(Condition.notNull(table, columns, column));
            }
        }
        return conditions;
    }

    private List<Reference> references() {
        List<Reference> found = new ArrayList<>();
        for (ForeignKey declared : table.foreignKeys()) {
            List<Integer> positions = positions(declared.columns());
            if (positions.size() == declared.columns().size()) {
                String parent = SqlName.fold(declared.parent());
                found.add(new Reference(declared, parent, positions, parent.equals(folded)));
            }
        }
        return found;
    }

    private static boolean resolvesConflicts(Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            return key.onConflict().isPresent();
        }
        return constraint instanceof Constraint.Unique unique
                && unique.onConflict().isPresent();
    }

    /** The positions of columns by name, without those that are generated. */
    List<Integer> positions(List<String> names) {
        return names.stream()
                .flatMap(name -> columns.stream().filter(column -> SqlName.same(column.name(), name)))
                .map(FillColumn::position)
                .toList();
    }

    /** The statement that inserts so many rows, a parameter for each value. */
    String insert(int rows) {
        return inserts.computeIfAbsent(rows, count -> {
            String row = "(" + "?, ".repeat(columns.size() - 1) + "?)";
            return insertInto + (row + ", ").repeat(count - 1) + row;
        });
    }
}
