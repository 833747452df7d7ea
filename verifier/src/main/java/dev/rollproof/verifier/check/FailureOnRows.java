package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptRun;

/** A script that fails only with rows in the tables. */
public record FailureOnRows(Stage stage, ScriptRun run) {
    /** Which run failed. */
    public enum Stage {
        /** The up. */
        UP,
        /** The rollback. */
        ROLLBACK,
        /** The rollback, only when rows came in after the up. */
        ROLLBACK_OF_NEW_ROWS,
        /** The up again after the rollback. */
        AGAIN
    }
}
