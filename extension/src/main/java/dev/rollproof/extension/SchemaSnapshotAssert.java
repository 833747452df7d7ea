package dev.rollproof.extension;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;

/** Assertions on a schema: {@link DatabaseAssertions#assertThat(SchemaSnapshot)}. */
public final class SchemaSnapshotAssert extends SchemaAssert<SchemaSnapshotAssert, SchemaSnapshot> {
    SchemaSnapshotAssert(SchemaSnapshot actual) {
        super(actual, SchemaSnapshotAssert.class);
    }

    @Override
    SchemaSnapshot schema() {
        isNotNull();
        return actual;
    }
}
