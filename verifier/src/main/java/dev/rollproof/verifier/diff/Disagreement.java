package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.DrizzleSnapshot;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * A thing of which the migration tool's own snapshot says something else than the database.
 *
 * @param table the table that it is or belongs to; a view's own name
 * @param name what it is called where it has a name of its own: a column, an index, a view; else the table
 * @param what in words: {@code column users.age}
 * @param snapshot what the snapshot says, in SQL; empty where it does not know the thing
 * @param database what the database says, in SQL; empty where it has no such thing
 */
public record Disagreement(
        String table, String name, String what, Optional<String> snapshot, Optional<String> database) {

    /**
     * Finds them, by name. Left out is what Drizzle cannot know: triggers, virtual tables, the tables in which tools keep what
     * they applied, COLLATE, STRICT, WITHOUT ROWID, names of keys, the order of columns; and whether a column of the primary
     * key is NOT NULL, which its formats say differently.
     */
    public static List<Disagreement> between(DrizzleSnapshot snapshot, SchemaSnapshot schema) {
        return new DrizzleComparison(snapshot, schema).disagreements();
    }

    /** One about a whole snapshot, of which nothing can be said but why it cannot be read. */
    public static Disagreement unreadable(String why) {
        return new Disagreement("", "", why, Optional.empty(), Optional.empty());
    }

    /** Whether it is about a whole snapshot. */
    public boolean isUnreadable() {
        return snapshot.isEmpty() && database.isEmpty();
    }

    /** In one line: {@code column users.age is "integer" in the snapshot, "integer NOT NULL" in the database}. */
    public String describe() {
        if (snapshot.isPresent() && database.isPresent()) {
            return "%s is \"%s\" in the snapshot, \"%s\" in the database"
                    .formatted(what, snapshot.get(), database.get());
        }
        if (isUnreadable()) {
            return what;
        }
        return what + (snapshot.isPresent() ? " is only in the snapshot" : " is only in the database");
    }
}
