package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The counters of AUTOINCREMENT tables.
 *
 * @param highest by the folded name of the table the highest id that it ever gave; 0 where it gave none
 */
public record Counters(Map<String, Long> highest) {
    /** Copies the map. */
    public Counters {
        highest = Map.copyOf(highest);
    }

    /** Reads the counters of those of {@code tables} that have one. */
    public static Counters of(SqliteDatabase database, SchemaSnapshot schema, Collection<String> tables) {
        Map<String, Long> highest = new TreeMap<>();
        tables.stream()
                .filter(name -> schema.relation(name).filter(Counters::counts).isPresent())
                .forEach(name -> highest.put(SqlName.fold(name), 0L));
        if (!highest.isEmpty()) {
            database.query(
                    "SELECT name, seq FROM sqlite_sequence",
                    row -> highest.computeIfPresent(
                            SqlName.fold(String.valueOf(row.text(1))), (name, none) -> row.number(2)));
        }
        return new Counters(highest);
    }

    private static boolean counts(SchemaObject relation) {
        return relation instanceof Table table
                && table.primaryKey().map(PrimaryKey::autoincrement).orElse(false);
    }

    /**
     * A counter that went back.
     *
     * @param before the highest id given before
     * @param after the highest id that it knows of now
     * @param byUp whether the up did it, else the rollback
     */
    public record WentBack(String table, long before, long after, boolean byUp) {}

    /** Those of {@code tables}. */
    Counters only(Set<String> tables) {
        Map<String, Long> some = new TreeMap<>(highest);
        some.keySet().retainAll(tables);
        return new Counters(some);
    }

    /** Makes the counters of {@code database} these; SQLite knows no counter where there is no row for it. */
    public void writeTo(SqliteDatabase database) {
        highest.forEach((table, seq) ->
                database.update("UPDATE sqlite_sequence SET seq = ? WHERE name = ? COLLATE NOCASE", seq, table));
    }

    /** Those that stand lower in {@code now}; by table. */
    public List<WentBack> lowerIn(Counters now) {
        return lowerIn(this, now);
    }

    /**
     * Those that stand lower in {@code now}; by table.
     *
     * @param afterUp what they were in between: one that stood lower there already went back by the up
     */
    public List<WentBack> lowerIn(Counters afterUp, Counters now) {
        List<WentBack> lower = new ArrayList<>();
        new TreeMap<>(highest)
                .forEach((table, before) -> Optional.ofNullable(now.highest.get(table))
                        .filter(after -> after < before)
                        .ifPresent(after -> lower.add(new WentBack(
                                table, before, after, afterUp.highest.getOrDefault(table, before) < before))));
        return lower;
    }
}
