package dev.rollproof.verifier.snapshot;

import java.util.Optional;

/**
 * The schema at one version as a file holds it.
 *
 * @param file the file, as messages name it
 * @param schema the schema after the migration
 * @param lock what the migration was when the file was written; empty where nobody wrote that down
 */
public record CommittedSnapshot(String file, SchemaSnapshot schema, Optional<MigrationLock> lock) {}
