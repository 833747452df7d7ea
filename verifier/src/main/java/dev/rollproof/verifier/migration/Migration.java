package dev.rollproof.verifier.migration;

import java.util.Optional;

/**
 * One schema change: an up script and perhaps a rollback script.
 *
 * @param version its place among the others
 * @param name the name of its file without the ending: {@code 0003_add_vector_status}
 * @param description the name without its version: {@code add_vector_status}; may be empty
 * @param up what makes the change
 * @param rollback what takes it back, if there is such a script
 * @param rollbackFile where the rollback stands, or would stand if there were one; relative to the directory, with {@code /}
 */
public record Migration(
        MigrationVersion version,
        String name,
        String description,
        MigrationScript up,
        Optional<MigrationScript> rollback,
        String rollbackFile) {}
