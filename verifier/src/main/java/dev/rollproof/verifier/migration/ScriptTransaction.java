package dev.rollproof.verifier.migration;

/** Who opens the transaction that a script runs in. */
public enum ScriptTransaction {
    /** The tool, unless the script says BEGIN itself or holds a statement that a transaction would take the effect from. */
    UNLESS_ITS_OWN,
    /** The tool, whatever the script says: its own BEGIN fails there. */
    ALWAYS,
    /** Nobody but the script: each statement is committed by itself, and what ran before a failure stays. */
    NEVER
}
