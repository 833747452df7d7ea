package dev.rollproof.verifier.seed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table, as a file has them; nobody has looked yet whether there is such a table.
 *
 * @param offset where the file names the table
 */
record SeedTable(String name, int offset, List<Row> rows) {

    /**
     * One row.
     *
     * @param offset where it begins
     */
    record Row(int offset, List<Cell> cells) {}

    /**
     * One value.
     *
     * @param value String, Long, Double or null
     */
    record Cell(Heading column, int offset, @Nullable Object value) {}

    /**
     * The name of a column.
     *
     * @param offset where the file names it
     */
    record Heading(String name, int offset) {}
}
