package dev.rollproof.verifier.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An index that a CREATE INDEX made. Those of UNIQUE and PRIMARY KEY are seen by their constraints.
 *
 * @param table the name of its table
 * @param columns in their order
 * @param where the condition of a partial index
 */
public record Index(
        String name, String table, boolean unique, List<IndexedColumn> columns, Optional<SqlFragment> where, String sql)
        implements SchemaObject {
    /** Copies the list. */
    public Index {
        columns = List.copyOf(columns);
    }

    /** On one line: {@code users(email COLLATE NOCASE) WHERE deleted = 0}. */
    public String definition() {
        return table
                + columns.stream().map(IndexedColumn::definition).collect(Collectors.joining(", ", "(", ")"))
                + where.map(condition -> " WHERE " + condition.text()).orElse("");
    }
}
