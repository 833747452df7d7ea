package dev.rollproof.verifier.check;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that the user wrote, in a table.
 *
 * @param seeds the names of the files that they came from, without folders; at least one
 * @param table its name
 */
public record SeedRows(List<String> seeds, String table) {
    /** Copies the list. */
    public SeedRows {
        seeds = List.copyOf(seeds);
    }

    /** {@code the rows of users.csv in users}. */
    static String inWords(List<SeedRows> rows) {
        return rows.stream()
                .map(some -> "the rows of " + String.join(" and ", some.seeds) + " in " + some.table)
                .collect(Collectors.joining(" and "));
    }
}
