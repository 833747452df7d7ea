package dev.rollproof.verifier.verdict;

import java.util.Locale;

/** What is said of one migration. */
public enum Verdict {
    /** The rollback ran and the schema came back; warnings and notes may remain. */
    RESTORED,
    /** An error in the rollback, in the comparison, in applying the migration again, in what it leaves, or in what it declares. */
    BROKEN,
    /** There is no rollback. */
    MISSING,
    /** Declared so, with a reason. */
    IRREVERSIBLE,
    /** The up script itself fails. */
    FAILED,
    /** Not reached, because an earlier migration fails. */
    UNVERIFIED;

    /** The word in reports: "restored", "broken", … */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
