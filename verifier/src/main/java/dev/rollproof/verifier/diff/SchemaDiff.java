package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.List;

/**
 * What differs between two snapshots.
 *
 * <p>The same: white space, comments, the letter case of keywords, types and names other than a column's own, quotes around
 * names, the order of table constraints, a constraint at a column or for the table, {@code REFERENCES t} and
 * {@code REFERENCES t(pk)}. Different: all else, down to the letter case inside a string.
 *
 * @param changes what differs, in an order that depends on the two schemas alone: tables, virtual tables, indexes, views,
 *     triggers, settings, each by name. What follows from a table or view that is not there on both sides is not listed
 * @param textDifferences the names of the objects that are the same but whose stored SQL is written differently, sorted
 */
public record SchemaDiff(List<SchemaChange> changes, List<String> textDifferences) {
    /** No difference at all. */
    public static final SchemaDiff NONE = new SchemaDiff(List.of(), List.of());

    /** Copies the lists. */
    public SchemaDiff {
        changes = List.copyOf(changes);
        textDifferences = List.copyOf(textDifferences);
    }

    /**
     * Compares what should have come back, {@code before}, with what is there, {@code after}.
     *
     * @throws dev.rollproof.verifier.snapshot.UnreadableSchemaException where stored SQL does not parse
     */
    public static SchemaDiff between(SchemaSnapshot before, SchemaSnapshot after) {
        return new SchemaComparison(before, after).diff();
    }

    /** True when the schemas are the same, though perhaps written differently. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
