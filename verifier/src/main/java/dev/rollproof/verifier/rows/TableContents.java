package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;

/**
 * What is in the tables at one moment.
 *
 * @param database holds them; it is only read
 * @param schema its schema at that moment
 */
public record TableContents(SqliteDatabase database, SchemaSnapshot schema) {}
