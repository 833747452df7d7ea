package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands in some tables, as digests: enough to say that nothing changed.
 *
 * @param digests by the folded names of the tables
 */
public record TableDigests(Map<String, TableDigest> digests, Counters counters) {
    /** Copies the map. */
    public TableDigests {
        digests = Map.copyOf(digests);
    }

    /**
     * Reads what stands in those of {@code tables} that are in the schema.
     *
     * @param tables folded names
     */
    public static TableDigests of(SqliteDatabase database, SchemaSnapshot schema, Collection<String> tables) {
        Map<String, TableDigest> digests = new HashMap<>();
        for (String name : tables) {
            schema.relation(name).ifPresent(table -> {
                TableDigest.of(database, table, TableDigest.columns(database, table))
                        .ifPresent(digest -> digests.put(name, digest));
            });
        }
        return new TableDigests(digests, Counters.of(database, schema, tables));
    }

    /** The part of it that is about {@code tables}. */
    public TableDigests only(Set<String> tables) {
        Map<String, TableDigest> some = new HashMap<>(digests);
        some.keySet().retainAll(tables);
        return new TableDigests(some, counters.only(tables));
    }

    /** Whether {@code now} holds the same rows, and no counter went back. */
    public boolean cameBackIn(TableDigests now) {
        return digests.equals(now.digests) && counters.lowerIn(now.counters).isEmpty();
    }

    /**
     * Counts the rows of those of {@code tables} that are in the schema.
     *
     * @param tables folded names
     * @return by table
     */
    public static Map<String, Long> count(SqliteDatabase database, SchemaSnapshot schema, Collection<String> tables) {
        Map<String, Long> counts = new TreeMap<>();
        for (String name : tables) {
            schema.relation(name)
                    .ifPresent(table -> counts.put(
                            name,
                            database.query("SELECT count(*) FROM " + SqlName.quoted(table.name()), row -> row.number(1))
                                    .get(0)));
        }
        return counts;
    }
}
