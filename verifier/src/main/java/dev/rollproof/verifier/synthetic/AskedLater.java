package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a later schema asks of the rows that a table holds now. A migration that adds a CHECK or a foreign key by building the
 * table anew is right where the rows fulfil it already, so there must be rows that do.
 */
final class AskedLater {
    private final SchemaSnapshot now;
    private final SchemaSnapshot later;

    AskedLater(SchemaSnapshot now, SchemaSnapshot later) {
        this.now = now;
        this.later = later;
    }

    /**
     * The table with the CHECKs, NOT NULL and foreign keys that the one of the same name has later, and with those on a single
     * column that a new table has for a column of the same name: rows are often copied there.
     */
    Table of(Table table) {
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        Optional<Table> successor = successor(table);
        successor.ifPresent(next -> add(constraints, table, next));
        newTables().forEach(other -> addOfOneColumn(constraints, table, other));
        List<Column> columns = table.columns().stream()
                .map(column -> successor
                        .flatMap(next -> next.column(column.name()))
                        .map(next -> withNotNullOf(column, next))
                        .orElse(column))
                .toList();
        return new Table(table.name(), columns, constraints, table.strict(), table.withoutRowid(), table.sql());
    }

    private Optional<Table> successor(Table table) {
        return later.relation(table.name()).filter(Table.class::isInstance).map(Table.class::cast);
    }

    private Stream<Table> newTables() {
        return later.tables().stream()
                .filter(table -> now.relation(table.name()).isEmpty());
    }

    private static Column withNotNullOf(Column column, Column next) {
        return new Column(
                column.name(),
                column.type(),
                column.notNull().or(next::notNull),
                column.defaultValue(),
                column.collation(),
                column.generated(),
                column.clauseNames());
    }

    private void add(List<Constraint> constraints, Table table, Table next) {
        for (Constraint constraint : next.constraints()) {
            if (constraint instanceof Check check) {
                if (read(next, check).allMatch(column -> isIn(table, column))) {
                    constraints.add(check);
                }
            } else if (constraint instanceof ForeignKey key
                    && key.columns().stream()
                            .allMatch(name -> next.column(name)
                                    .filter(c -> isIn(table, c))
                                    .isPresent())) {
                constraints.addAll(within(table, key));
            }
        }
    }

    private void addOfOneColumn(List<Constraint> constraints, Table table, Table other) {
        for (Constraint constraint : other.constraints()) {
            if (constraint instanceof Check check) {
                List<Column> columns = read(other, check).toList();
                if (columns.size() == 1 && isIn(table, columns.get(0))) {
                    constraints.add(check);
                }
            } else if (constraint instanceof ForeignKey key && key.columns().size() == 1) {
                String name = key.columns().get(0);
                if (other.column(name).filter(column -> isIn(table, column)).isPresent() && !isRowid(table, name)) {
                    constraints.addAll(within(table, key));
                }
            }
        }
    }

    private static Stream<Column> read(Table table, Check check) {
        return table.columns().stream()
                .filter(column ->
                        check.condition().tokens().stream().anyMatch(token -> Condition.names(token, column.name())));
    }

    /** Whether both are ordinary columns, so that a value of the one may be copied into the other. */
    private static boolean isIn(Table table, Column later) {
        return later.generated().isEmpty()
                && table.column(later.name())
                        .filter(column -> column.generated().isEmpty())
                        .isPresent();
    }

    private static boolean isRowid(Table table, String column) {
        return table.primaryKey()
                .filter(PrimaryKey::rowidAlias)
                .filter(key -> SqlName.same(key.columns().get(0), column))
                .isPresent();
    }

    /** The foreign key, or where nothing is there yet that it could refer to, that the columns which may be NULL are. */
    private List<Constraint> within(Table table, ForeignKey key) {
        if (refersToItself(table, key)) {
            return List.of();
        }
        if (now.relation(key.parent()).orElse(null) instanceof Table parent
                && key.parentColumns().stream()
                        .allMatch(name -> parent.column(name).isPresent())) {
            return List.of(key);
        }
        return key.columns().stream()
                .limit(1)
                .<Constraint>map(column -> new Check(
                        Optional.empty(),
                        new SqlFragment(SqlTokens.read(SqlName.quoted(column) + " IS NULL")),
                        Optional.empty()))
                .toList();
    }

    /** A copy of the key itself: {@code profiles.user_id} beside {@code users.user_id}. */
    private static boolean refersToItself(Table table, ForeignKey key) {
        return SqlName.same(table.name(), key.parent())
                && (key.parentColumns().isEmpty()
                        ? key.columns()
                                .equals(table.primaryKey()
                                        .map(PrimaryKey::columns)
                                        .orElse(List.of()))
                        : key.columns().equals(key.parentColumns()));
    }
}
