package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.history.TrackingTables;
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
     * Finds them. Left out is what Drizzle cannot know: the tables in which tools keep what they applied, and what
     * {@link DrizzleSchema#beside} takes from the database.
     *
     * @param functions functions that only the application registers
     * @throws dev.rollproof.verifier.migration.InvalidInputException where SQLite refuses what the snapshot says
     */
    public static List<Disagreement> between(
            DrizzleSnapshot snapshot, SchemaSnapshot database, List<String> functions) {
        SchemaSnapshot schema = database.without(TrackingTables.in(database)::contains);
        SchemaSnapshot said = DrizzleSchema.beside(schema, snapshot, functions);
        return SchemaDiff.between(said, schema).changes().stream()
                .map(Disagreement::of)
                .toList();
    }

    private static Disagreement of(SchemaChange change) {
        String name = change.object().substring(change.object().lastIndexOf('.') + 1);
        return new Disagreement(change.relation(), name, change.marked(), change.before(), change.after());
    }

    /** One about a whole snapshot, of which nothing can be said but why it cannot be read. */
    public static Disagreement unreadable(String why) {
        return new Disagreement("", "", why, Optional.empty(), Optional.empty());
    }

    /** Whether it is about a whole snapshot. */
    public boolean isUnreadable() {
        return snapshot.isEmpty() && database.isEmpty();
    }

    /** In one line: {@code column users.age is "age integer" in the snapshot, "age integer NOT NULL" in the database}. */
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
