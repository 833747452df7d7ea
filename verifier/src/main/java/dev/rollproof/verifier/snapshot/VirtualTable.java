package dev.rollproof.verifier.snapshot;

import java.util.List;

/**
 * A virtual table. The shadow tables in which its module keeps the rows are no part of a snapshot.
 *
 * @param module the name after USING
 * @param arguments what stands in the parentheses after it; the module alone knows what it means
 * @param columns the names of its columns, hidden ones too, as SQLite says them; empty where the module is not there
 */
public record VirtualTable(String name, String module, SqlFragment arguments, List<String> columns, String sql)
        implements SchemaObject {
    /** Copies the list. */
    public VirtualTable {
        columns = List.copyOf(columns);
    }

    /** On one line: {@code fts5(title, body)}. */
    public String definition() {
        return module + "(" + arguments.text() + ")";
    }
}
