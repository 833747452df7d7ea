package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.migration.Migration;
import java.time.Duration;
import java.time.Instant;

/**
 * One migration that went up or down and was recorded.
 *
 * @param at when it began
 * @param took the script alone, without what was looked at after it
 * @param rows rows that it inserted, updated or deleted; triggers and cascades count
 * @param databaseBytes how large the database is after it
 */
public record MigrationStep(
        Migration migration, Direction direction, Instant at, Duration took, long rows, long databaseBytes) {}
