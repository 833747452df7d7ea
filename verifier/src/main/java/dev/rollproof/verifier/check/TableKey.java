package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.IndexedColumn;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What SQLite finds the rows of a table by: an index, or a PRIMARY KEY or UNIQUE constraint.
 *
 * @param name in words: {@code unique index idx_users_email}, {@code UNIQUE (email)}
 * @param index the name of the index; empty for a constraint
 * @param key its columns
 * @param terms the same as SQLite compares them: names and expressions folded, with the collation that counts
 * @param where the condition of a partial index
 */
record TableKey(
        String name,
        Optional<String> index,
        boolean unique,
        List<IndexedColumn> key,
        List<String> terms,
        Optional<SqlFragment> where) {

    /** All of a table: constraints first, then the indexes by name. */
    static List<TableKey> of(Table table, SchemaSnapshot schema) {
        return Stream.concat(
                        table.constraints().stream().flatMap(constraint -> of(constraint, table).stream()),
                        schema.indexes().stream()
                                .filter(index -> SqlName.same(index.table(), table.name()))
                                .map(index -> of(index, table)))
                .toList();
    }

    static TableKey of(Index index, Table table) {
        return new TableKey(
                (index.unique() ? "unique index " : "index ") + index.name(),
                Optional.of(index.name()),
                index.unique(),
                index.columns(),
                terms(index.columns(), table),
                index.where());
    }

    private static Optional<TableKey> of(Constraint constraint, Table table) {
        List<IndexedColumn> key;
        if (constraint instanceof Constraint.PrimaryKey primary) {
            key = primary.key();
        } else if (constraint instanceof Constraint.Unique unique) {
            key = unique.key();
        } else {
            return Optional.empty();
        }
        return Optional.of(new TableKey(
                constraint.definition(), Optional.empty(), true, key, terms(key, table), Optional.empty()));
    }

    private static List<String> terms(List<IndexedColumn> key, Table table) {
        return key.stream()
                .map(part -> SqlName.fold(
                                part.column().orElseGet(() -> part.expression().text())) + " "
                        + SqlName.fold(part.collation()
                                .or(() -> part.column().flatMap(table::column).flatMap(Column::collation))
                                .orElse("binary")))
                .toList();
    }

    /** The columns that it is made of, folded; none of an expression. */
    List<String> columns() {
        return key.stream()
                .flatMap(part -> part.column().stream())
                .map(SqlName::fold)
                .toList();
    }

    /** The same key of the same columns under other names. */
    TableKey renamed(UnaryOperator<String> nameNow) {
        List<String> now = IntStream.range(0, terms.size())
                .mapToObj(i -> key.get(i)
                        .column()
                        .map(SqlName::fold)
                        .map(column -> nameNow.apply(column) + terms.get(i).substring(column.length()))
                        .orElse(terms.get(i)))
                .toList();
        return new TableKey(name, index, unique, key, now, where);
    }

    /** Whether no two rows can be alike in this key, where none are in {@code older}. */
    boolean followsFrom(TableKey older) {
        return older.unique && terms.containsAll(older.terms) && hasCondition(older);
    }

    /** Whether it serves for all that {@code older} serves for. */
    boolean replaces(TableKey older) {
        boolean finds = terms.size() >= older.terms.size()
                && terms.subList(0, older.terms.size()).equals(older.terms);
        return (where.isEmpty() || hasCondition(older))
                && (older.unique ? unique && older.terms.containsAll(terms) : finds);
    }

    private boolean hasCondition(TableKey older) {
        return older.where.isEmpty()
                || where.filter(condition -> condition.sameText(older.where.get()))
                        .isPresent();
    }
}
