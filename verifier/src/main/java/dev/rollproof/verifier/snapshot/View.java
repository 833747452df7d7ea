package dev.rollproof.verifier.snapshot;

import java.util.List;

/**
 * A view.
 *
 * @param declaredColumns the names in parentheses after its name; empty where there are none
 * @param columns the names of the columns that it returns, as SQLite says them; empty where it does not compile
 * @param select the SELECT after AS
 */
public record View(String name, List<String> declaredColumns, List<String> columns, SqlFragment select, String sql)
        implements SchemaObject {
    /** Copies the lists. */
    public View {
        declaredColumns = List.copyOf(declaredColumns);
        columns = List.copyOf(columns);
    }
}
