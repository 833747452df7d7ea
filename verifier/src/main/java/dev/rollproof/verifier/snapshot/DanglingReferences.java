package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that dangles in a schema: foreign keys to no table, views and triggers that do not compile. Not among them is a foreign
 * key whose parent has no such columns or no unique index on them, and what only follows from another one: a view on a view
 * that does not compile.
 */
public final class DanglingReferences {
    private final SchemaSnapshot schema;
    private final SortedSet<DanglingReference> references;

    private DanglingReferences(SchemaSnapshot schema, SortedSet<DanglingReference> references) {
        this.schema = schema;
        this.references = Collections.unmodifiableSortedSet(references);
    }

    /**
     * Looks at the whole schema.
     *
     * @param database the one that {@code schema} was captured from, as it was then. Nothing in it is changed in the end;
     *     where a trigger fails, triggers are dropped one by one in a savepoint that is rolled back
     */
    public static DanglingReferences find(SqliteDatabase database, SchemaSnapshot schema) {
        return new DanglingReferences(schema, new ReferenceFinder(database, schema).findAll());
    }

    /** The same, looking only at what changed since {@code earlier} was found in the same database or one like it. */
    public static DanglingReferences find(SqliteDatabase database, SchemaSnapshot schema, DanglingReferences earlier) {
        return new DanglingReferences(
                schema,
                new ReferenceFinder(database, schema).findSince(earlier.schema, new TreeSet<>(earlier.references)));
    }

    /** Sorted by their description. */
    public SortedSet<DanglingReference> references() {
        return references;
    }

    /** Those that did not dangle in {@code earlier}, sorted by their description. */
    public List<DanglingReference> notIn(DanglingReferences earlier) {
        return references.stream()
                .filter(reference -> !earlier.references.contains(reference))
                .toList();
    }
}
