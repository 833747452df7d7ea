package dev.rollproof.verifier.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * An ordinary table.
 *
 * @param columns in their order; at least one
 * @param constraints those of the table and those written at a column, in the order of the text; the order means nothing
 * @param strict whether it is a STRICT table
 * @param withoutRowid whether it is a WITHOUT ROWID table
 */
public record Table(
        String name,
        List<Column> columns,
        List<Constraint> constraints,
        boolean strict,
        boolean withoutRowid,
        String sql)
        implements SchemaObject {
    /** Copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
    }

    /** The column that SQLite finds by this name. */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> SqlName.same(column.name(), columnName))
                .findFirst();
    }

    /** Its primary key, which it need not have. */
    public Optional<Constraint.PrimaryKey> primaryKey() {
        return constraints(Constraint.PrimaryKey.class).stream().findFirst();
    }

    /** Its foreign keys, in the order of the text. */
    public List<Constraint.ForeignKey> foreignKeys() {
        return constraints(Constraint.ForeignKey.class);
    }

    private <T extends Constraint> List<T> constraints(Class<T> kind) {
        return constraints.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
