package dev.rollproof.verifier.migration;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One schema change: an up script and perhaps a rollback script.
 *
 * @param version its name among the others
 * @param name the name of its file without the ending: {@code 0003_add_vector_status}; of its folder, where it is one
 * @param description the name without its version: {@code add_vector_status}; may be empty
 * @param up what makes the change
 * @param rollback what takes it back, if there is such a script
 * @param rollbackPlace where the rollback stands, or would stand if there were one
 * @param whyNoRollback why it needs none, where that is so by its nature and not because anyone declares it: as part of a
 *     sentence; never where there is one
 * @param trackedAs what the tool's own table calls it, where neither its name nor its version is that
 * @param snapshot what the tool wrote down of the schema after it, if it did
 */
public record Migration(
        MigrationVersion version,
        String name,
        String description,
        MigrationScript up,
        Optional<MigrationScript> rollback,
        RollbackPlace rollbackPlace,
        Optional<String> whyNoRollback,
        Optional<String> trackedAs,
        Optional<ToolSnapshot> snapshot) {

    /** Makes a migration whose tool writes nothing down of the schema. */
    public Migration(
            MigrationVersion version,
            String name,
            String description,
            MigrationScript up,
            Optional<MigrationScript> rollback,
            RollbackPlace rollbackPlace) {
        this(
                version,
                name,
                description,
                up,
                rollback,
                rollbackPlace,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** This migration with another rollback, at the same place. */
    public Migration withRollback(MigrationScript other) {
        return new Migration(
                version,
                name,
                description,
                up,
                Optional.of(other),
                rollbackPlace,
                Optional.empty(),
                trackedAs,
                snapshot);
    }

    /** This migration without its rollback. */
    public Migration withoutRollback() {
        return new Migration(
                version, name, description, up, Optional.empty(), rollbackPlace, whyNoRollback, trackedAs, snapshot);
    }

    /** This migration, which has no rollback and needs none. */
    public Migration withoutRollback(String why) {
        return new Migration(
                version, name, description, up, Optional.empty(), rollbackPlace, Optional.of(why), trackedAs, snapshot);
    }

    /** This migration, which its tool's own table calls so. */
    public Migration trackedAs(String key) {
        return new Migration(
                version, name, description, up, rollback, rollbackPlace, whyNoRollback, Optional.of(key), snapshot);
    }

    /** This migration with what its tool wrote down of the schema after it. */
    public Migration withSnapshot(Optional<ToolSnapshot> other) {
        return new Migration(version, name, description, up, rollback, rollbackPlace, whyNoRollback, trackedAs, other);
    }

    /** This migration with both of its scripts changed. */
    public Migration withScripts(UnaryOperator<MigrationScript> change) {
        return new Migration(
                version,
                name,
                description,
                change.apply(up),
                rollback.map(change),
                rollbackPlace,
                whyNoRollback,
                trackedAs,
                snapshot);
    }
}
