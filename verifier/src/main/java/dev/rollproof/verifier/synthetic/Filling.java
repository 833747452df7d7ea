package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was made.
 *
 * @param touched the folded names of all tables that may hold made rows now, or that a trigger changed; rather too many
 * @param unfilled the tables that hold no row because none could be made, in the order in which they were tried
 * @param made the keys of the rows that were made, by folded name of the table; tables without a key are not among them
 */
public record Filling(Set<String> touched, List<UnfilledTable> unfilled, Map<String, MadeKeys> made) {
    /** Copies all three. */
    public Filling {
        touched = Set.copyOf(touched);
        unfilled = List.copyOf(unfilled);
        made = Map.copyOf(made);
    }

    /** Nothing was made. */
    public static final Filling NOTHING = new Filling(Set.of(), List.of(), Map.of());

    /** Both together; they made rows in different tables. */
    public Filling and(Filling other) {
        Set<String> allTouched = new HashSet<>(touched);
        allTouched.addAll(other.touched);
        List<UnfilledTable> allUnfilled = new ArrayList<>(unfilled);
        allUnfilled.addAll(other.unfilled);
        Map<String, MadeKeys> allMade = new HashMap<>(made);
        allMade.putAll(other.made);
        return new Filling(allTouched, allUnfilled, allMade);
    }

    /**
     * Deletes the rows that were made from those tables that are there and still have their key.
     *
     * @param schema the one that {@code database} has now
     * @throws dev.rollproof.verifier.database.StatementException when SQLite refuses to
     */
    public void removeFrom(SqliteDatabase database, SchemaSnapshot schema) {
        made.forEach((name, keys) -> schema.relation(name)
                .filter(Table.class::isInstance)
                .ifPresent(table -> keys.deleteFrom(database, (Table) table)));
    }
}
