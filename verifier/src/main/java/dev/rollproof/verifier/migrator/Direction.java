package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;

/** Which of a migration's two scripts runs. */
public enum Direction {
    /** The migration itself. */
    UP,
    /** Its rollback. */
    DOWN;

    /** The script; a migration without a rollback has none to go down by. */
    public MigrationScript script(Migration migration) {
        return this == UP ? migration.up() : migration.rollback().orElseThrow();
    }
}
