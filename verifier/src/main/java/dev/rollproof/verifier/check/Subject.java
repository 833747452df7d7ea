package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.SqlName;
import java.util.Optional;

/**
 * Whose rows a finding is about.
 *
 * @param table its name, without quotes
 * @param column its name, without quotes; empty when it is about whole rows
 */
public record Subject(String table, Optional<String> column) {
    /** Whether {@code other} is this table's, and this column's where this is one. */
    boolean covers(Subject other) {
        return SqlName.same(table, other.table)
                && (column.isEmpty()
                        || other.column
                                .filter(name -> SqlName.same(name, column.get()))
                                .isPresent());
    }
}
