package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.diff.SchemaDiff;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run would do, seen on a copy.
 *
 * @param result what it did there
 * @param schema how the schema is another one afterwards, without the tables of migration tools
 * @param rows the tables that hold another number of rows afterwards, or that are on one side only, by name
 */
public record DryRun(MigrationResult result, SchemaDiff schema, SortedMap<String, RowCount> rows) {
    /** Keeps its own copy of the map. */
    public DryRun {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    /** How many rows a table holds before and after; -1 where there is no such table. */
    public record RowCount(long before, long after) {}
}
