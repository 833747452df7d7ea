package dev.rollproof.verifier.snapshot;

/** One object of a schema, parsed from the SQL that SQLite stores for it. */
public sealed interface SchemaObject permits Table, Index, View, Trigger, VirtualTable {
    /** Its name as it is declared, without quotes. */
    String name();

    /** The statement that makes it, byte for byte as it stands in {@code sqlite_schema.sql}. */
    String sql();
}
